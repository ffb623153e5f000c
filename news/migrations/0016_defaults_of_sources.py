"""Columns of sources that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0015_defaults_of_pictures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='source',
            name='sort_key',
            field=models.CharField(blank=True, db_default='', db_index=True, default='', editable=False, max_length=400),
        ),
    ]
