package market.tessera.storefront.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A page of this site and the day of its last change. */
public record SiteEntry(String path, @Nullable LocalDate updated) {}
