#!/bin/sh
# Roles and schemas of the four applications, in the database that PGHOST, PGUSER, PGPASSWORD and PGDATABASE name. Changes nothing that is right already.
set -eu
PGOPTIONS="-c tessera.provider_portal_password=$TESSERA_DB_PASSWORD -c tessera.catalog_indexer_password=$TESSERA_DB_PASSWORD -c tessera.storefront_password=$TESSERA_DB_PASSWORD -c tessera.checkout_password=$TESSERA_DB_PASSWORD" \
  psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -f /bootstrap/bootstrap.sql
