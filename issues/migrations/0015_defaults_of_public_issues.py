"""Columns of public issues that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0014_defaults_of_issues'),
    ]

    operations = [
        migrations.AlterField(
            model_name='publicissue',
            name='trends_teaser',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AlterField(
            model_name='publicissue',
            name='trends_title',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
    ]
