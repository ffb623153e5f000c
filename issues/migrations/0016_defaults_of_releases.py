"""Columns of releases that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0015_defaults_of_public_issues'),
    ]

    operations = [
        migrations.AlterField(
            model_name='release',
            name='page_numbers',
            field=models.JSONField(db_default={}, default=dict, editable=False),
        ),
    ]
