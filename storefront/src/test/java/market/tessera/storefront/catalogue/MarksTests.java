package market.tessera.storefront.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Wording;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

@StorefrontTest
class MarksTests {
    private static final String LOGO = "/media/" + "c".repeat(64);

    @Autowired
    Catalogue catalogue;

    @Autowired
    Wording wording;

    @Test
    void aCardShowsItsInstitutionAsItIsNow() {
        var offering = SampleIndex.offerings().getFirst();
        var slug = offering.at("/card/provider/slug").asString();
        var before = SampleIndex.provider(slug);
        SampleIndex.put("providers", renamed(before.deepCopy()));
        try {
            assertThat(provider(offering, now()))
                    .isEqualTo(new OfferingCard.Provider("Renamed College", "/institutions/" + slug, 15, LOGO));
        } finally {
            SampleIndex.put("providers", before);
        }
        assertThat(provider(offering, now()).logo()).isNull();
    }

    @Test
    void aCardShowsAnInstitutionThatHasLeftAsItWas() {
        var offering = SampleIndex.offerings().getFirst();

        assertThat(provider(offering, Map.of()).name())
                .isEqualTo(offering.at("/card/provider/name").asString());
    }

    private static ObjectNode renamed(ObjectNode document) {
        var provider = (ObjectNode) document.path("provider");
        provider.put("name", "Renamed College").put("hue", 15);
        provider.putObject("shopfront").put("logo", LOGO);
        return document;
    }

    private Map<String, Mark> now() {
        return new Marks(catalogue).bySlug().block();
    }

    private OfferingCard.Provider provider(ObjectNode offering, Map<String, Mark> marks) {
        var listed = (Listed) catalogue.byId(offering.path("id").asString()).block();
        var reader = new Reader(wording.in(Locale.ENGLISH), Optional.empty(), marks);
        return OfferingCard.of(listed.listing(), reader).provider();
    }
}
