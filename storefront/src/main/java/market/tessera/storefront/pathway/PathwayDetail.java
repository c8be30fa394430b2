package market.tessera.storefront.pathway;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import market.tessera.storefront.document.Pathway;
import org.jspecify.annotations.Nullable;

/** A pathway whole, for programs. */
@Schema(name = "Pathway")
record PathwayDetail(
        String id,
        String slug,
        String url,
        Pathway.Provider provider,
        String title,
        @Nullable String summary,

        @Schema(description = "`allOf` the parts, `anyOf` of them `n`, or `creditSum`: so many points of a framework.")
        Pathway.Rule rule,

        @Schema(description = "Ids of the offerings that are its parts, in order.")
        List<String> offerings,

        @Schema(description = "Ids of other pathways that are parts of it as a whole.")
        List<String> pathways,

        Pathway.@Nullable Award award,
        @Nullable Boolean creditBearing,
        List<Pathway.Recognition> recognition) {

    static PathwayDetail of(Pathway pathway, String origin) {
        return new PathwayDetail(
                pathway.id(),
                pathway.slug(),
                origin + PathwayViewMaker.address(pathway),
                pathway.provider(),
                pathway.title(),
                pathway.summary(),
                pathway.rule(),
                pathway.offerings(),
                pathway.pathways(),
                pathway.award(),
                pathway.creditBearing(),
                pathway.recognition());
    }
}
