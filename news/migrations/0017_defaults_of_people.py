"""Columns of people that were added to a table which older versions write: with a default in the database, their rows are
taken, also after going back to such a version. One table, one migration: whoever waits for one lock has no other."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0016_defaults_of_sources'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='delivery',
            field=models.CharField(choices=[('inbox', 'Chỉ trong hộp thông báo'), ('at_once', 'Gửi thư ngay'), ('daily', 'Một thư mỗi ngày')], db_default='at_once', default='at_once', editable=False, max_length=10, verbose_name='cách nhận thông báo'),
        ),
    ]
