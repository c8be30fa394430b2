/** Offerings and pathways in the words of the Credential Transparency Description Language (https://credreg.net/ctdl/terms). */
@NullMarked
package market.tessera.provider.ctdl;

import org.jspecify.annotations.NullMarked;
