package market.tessera.provider.export;

import java.nio.charset.StandardCharsets;
import market.tessera.provider.ctdl.CtdlPathwayWriter;
import market.tessera.provider.ctdl.CtdlWriter;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Provider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/** The forms for programs in which offerings go out, each written as its rows are read. */
final class Files {
    private static final String CONTEXT =
            "{\"@context\":\"https://credreg.net/ctdl/schema/context/json\",\"@graph\":[\n";

    private Files() {}

    /** What this portal takes in again: of one source, the same offerings and pathways unchanged. */
    static ResponseEntity<Flux<DataBuffer>> catalogue(
            String source, Flux<Listed> offerings, Flux<ListedPathway> pathways) {
        var head = "{\"source\":%s,\"offerings\":[\n".formatted(CatalogueFormat.JSON.writeValueAsString(source));
        return file(
                "offerings.json",
                MediaType.APPLICATION_JSON,
                Flux.concat(
                        list(head, offerings.filter(Files::isPublic).map(Files::entry), "\n],\"pathways\":[\n"),
                        list("", pathways.filter(ListedPathway::isPublic).map(ListedPathway::entry), "\n]}\n")));
    }

    static ResponseEntity<Flux<DataBuffer>> ctdl(
            Provider provider, Flux<Listed> offerings, Flux<ListedPathway> pathways) {
        return file(
                "offerings.jsonld",
                MediaType.parseMediaType("application/ld+json"),
                list(
                        CONTEXT,
                        Flux.concat(
                                offerings.filter(Files::isPublic).map(one -> course(provider, one)),
                                pathways.filter(ListedPathway::isPublic).map(one -> pathway(provider, one))),
                        "\n]}\n"));
    }

    private static String course(Provider provider, Listed one) {
        return CtdlWriter.course(
                one.id(),
                provider.profile().name(),
                provider.profile().url(),
                CatalogueFormat.JSON.valueToTree(one.elements()),
                CatalogueFormat.JSON.valueToTree(one.intakes()));
    }

    private static String pathway(Provider provider, ListedPathway one) {
        return CtdlPathwayWriter.pathway(
                one.id(), provider.profile().name(), provider.profile().url(), one.terms(), one.parts());
    }

    private static boolean isPublic(Listed offering) {
        return offering.status().equals("published");
    }

    private static String entry(Listed one) {
        ObjectNode node = CatalogueFormat.JSON.valueToTree(one.elements());
        node.put("externalId", one.known());
        if (one.provider() != null) {
            node.put("provider", one.provider());
        }
        if (!one.intakes().isEmpty()) {
            node.set("intakes", CatalogueFormat.JSON.valueToTree(one.intakes()));
        }
        if (!one.provenance().isEmpty()) {
            node.set("provenance", CatalogueFormat.JSON.valueToTree(one.provenance()));
        }
        return CatalogueFormat.JSON.writeValueAsString(node);
    }

    private static Flux<String> list(String head, Flux<String> entries, String end) {
        return Flux.concat(
                Flux.just(head), entries.index((number, entry) -> number == 0 ? entry : ",\n" + entry), Flux.just(end));
    }

    private static ResponseEntity<Flux<DataBuffer>> file(String name, MediaType type, Flux<String> parts) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(parts.map(
                        part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.UTF_8))));
    }
}
