"""Columns of pictures that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0014_defaults_of_articles'),
    ]

    operations = [
        migrations.AlterField(
            model_name='picture',
            name='crop_height',
            field=models.PositiveIntegerField(blank=True, db_default=0, default=0, verbose_name='khung cao'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='crop_left',
            field=models.PositiveIntegerField(blank=True, db_default=0, default=0, verbose_name='cắt từ trái'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='crop_top',
            field=models.PositiveIntegerField(blank=True, db_default=0, default=0, verbose_name='cắt từ trên'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='crop_width',
            field=models.PositiveIntegerField(blank=True, db_default=0, default=0, verbose_name='khung rộng'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='original',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=120),
        ),
        migrations.AlterField(
            model_name='picture',
            name='original_height',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='picture',
            name='original_width',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
