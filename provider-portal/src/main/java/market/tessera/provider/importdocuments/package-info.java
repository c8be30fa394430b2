/** Documents that imported catalogues name by address: fetched after the import, written anew like uploads, and put into their offerings. */
@NullMarked
package market.tessera.provider.importdocuments;

import org.jspecify.annotations.NullMarked;
