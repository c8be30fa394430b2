#!/bin/sh
# Run once by the postgres image on an empty volume: roles and schemas of the four applications.
set -eu
PGOPTIONS="-c tessera.provider_portal_password=$TESSERA_DB_PASSWORD -c tessera.catalog_indexer_password=$TESSERA_DB_PASSWORD -c tessera.storefront_password=$TESSERA_DB_PASSWORD -c tessera.checkout_password=$TESSERA_DB_PASSWORD" \
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f /bootstrap/bootstrap.sql
