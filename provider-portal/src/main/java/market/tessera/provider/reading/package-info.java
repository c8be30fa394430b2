/** How files are read, record by record, from any record on: tables and lists of objects, with the line of everything. */
@NullMarked
package market.tessera.provider.reading;

import org.jspecify.annotations.NullMarked;
