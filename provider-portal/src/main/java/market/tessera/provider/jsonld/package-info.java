/** JSON-LD as things with properties, whatever vocabulary they are of; no context is ever fetched. */
@NullMarked
package market.tessera.provider.jsonld;

import org.jspecify.annotations.NullMarked;
