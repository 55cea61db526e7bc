"""What alembic runs: the revisions on the connection that `bot.store.migrate` opened, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
