"""Columns of versions of issues that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0012_protect_what_hangs_on_issues'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalissue',
            name='layout',
            field=models.CharField(choices=[('magazine', 'Tạp chí (hai cột, nhiều ảnh)'), ('compact', 'Gọn (một cột, ít ảnh)')], db_default='magazine', default='magazine', max_length=10, verbose_name='kiểu trình bày bản in'),
        ),
    ]
