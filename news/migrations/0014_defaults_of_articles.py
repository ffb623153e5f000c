"""Columns of articles that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0013_bin'),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='headline_key',
            field=models.CharField(blank=True, db_default='', db_index=True, default='', editable=False, max_length=400),
        ),
        migrations.AlterField(
            model_name='article',
            name='link_key',
            field=models.CharField(blank=True, db_default='', db_index=True, default='', editable=False, max_length=1000),
        ),
        migrations.AlterField(
            model_name='article',
            name='search_key',
            field=models.TextField(blank=True, db_default='', default='', editable=False),
        ),
        migrations.AlterField(
            model_name='article',
            name='signature',
            field=models.BinaryField(blank=True, db_default=b'', default=b''),
        ),
    ]
