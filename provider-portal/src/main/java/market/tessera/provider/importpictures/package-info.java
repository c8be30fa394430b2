/** Pictures that imported catalogues name by address: fetched after the import, made anew like uploads, and put into their offerings. */
@NullMarked
package market.tessera.provider.importpictures;

import org.jspecify.annotations.NullMarked;
