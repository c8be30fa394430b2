#!/bin/sh
# Roles and schemas of the four applications, in the database that PGHOST, PGUSER, PGPASSWORD and PGDATABASE name. Changes nothing that is
# right already; passwords become those of the environment.
set -eu
PGOPTIONS="-c tessera.provider_portal_password=$TESSERA_DB_PASSWORD -c tessera.catalog_indexer_password=$TESSERA_DB_PASSWORD -c tessera.storefront_password=$TESSERA_DB_PASSWORD -c tessera.checkout_password=$TESSERA_DB_PASSWORD" \
  psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -f /bootstrap/bootstrap.sql
for role in provider_portal catalog_indexer storefront checkout; do
  echo "alter role $role password :'password'" | psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -v password="$TESSERA_DB_PASSWORD"
done
