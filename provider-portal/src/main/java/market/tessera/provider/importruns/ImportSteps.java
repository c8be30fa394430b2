package market.tessera.provider.importruns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.catalogue.OfferingFeed;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.formats.CatalogueSource;
import market.tessera.provider.formats.EduApiSource;
import market.tessera.provider.formats.JoinedRows;
import market.tessera.provider.formats.LinkedDataSource;
import market.tessera.provider.formats.MappedSource;
import market.tessera.provider.formats.RecordSource;
import market.tessera.provider.governance.ProposeImported;
import market.tessera.provider.importdocuments.SourcedDocuments;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.RejectedRows;
import market.tessera.provider.importpictures.SourcedPictures;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.pathwayedition.PathwayFeed;
import market.tessera.provider.provider.ProviderFeed;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.SpooledInput;
import org.springframework.stereotype.Component;

/** What has to be done for an import, in this order: joined inputs first, then providers, offerings, pathways. */
@Component
class ImportSteps {
    private final Mappings mappings;
    private final EntryReader reader;
    private final Feeds feeds;
    private final Records records;

    ImportSteps(Mappings mappings, EntryReader reader, Feeds feeds, Records records) {
        this.mappings = mappings;
        this.reader = reader;
        this.feeds = feeds;
        this.records = records;
    }

    /** Where records go. */
    @Component
    record Feeds(
            ProviderFeed providers,
            Owners owners,
            OfferingFeed offerings,
            ProposeImported proposals,
            SourcedPictures pictures,
            SourcedDocuments documents,
            PathwayFeed pathways) {}

    /** What is kept of an import while it runs. */
    @Component
    record Records(
            JoinedRows joined, SeenRecords seen, FiledPathways filed, Findings findings, RejectedRows rejected) {}

    List<Step> of(ImportJob job) {
        if (job.mapping() == null) {
            return sections(job, unmapped(job, job.inputs().getFirst()));
        }
        var mapping = mapping(job.mapping());
        var steps = new ArrayList<Step>(joins(job, mapping).toList());
        steps.addAll(
                sections(job, new MappedSource(job.id(), job.input(mapping.mainInput()), mapping, records.joined())));
        return steps;
    }

    /** A file of a format that says itself what its parts mean; the input's name is the format's. */
    private static RecordSource unmapped(ImportJob job, SpooledInput input) {
        var own = job.provider() != null;
        return switch (input.name()) {
            case LinkedDataSource.INPUT -> new LinkedDataSource(input, own);
            case EduApiSource.INPUT -> new EduApiSource(input, own);
            default -> new CatalogueSource(input);
        };
    }

    private Stream<Step> joins(ImportJob job, Mapping mapping) {
        return mapping.inputs().keySet().stream()
                .filter(input -> !input.equals(mapping.mainInput()))
                .map(input -> new JoinStep(job, mapping, job.input(input), records.joined(), records.findings()));
    }

    private List<Step> sections(ImportJob job, RecordSource source) {
        var seen = records.seen();
        var findings = records.findings();
        return List.of(
                new ProviderStep(job, source, reader, feeds.providers(), seen, findings),
                new OfferingStep(job, source, reader, feeds, seen, findings),
                new PathwayStep(
                        job, source, reader, feeds.owners(), feeds.pathways(), seen, records.filed(), findings));
    }

    private Mapping mapping(String text) {
        return switch (mappings.read(text)) {
            case Mappings.Outcome.Ready ready -> ready.mapping();
            case Mappings.Outcome.Broken(var errors) -> throw new BrokenFile(String.join("; ", errors));
            case Mappings.Outcome.Missing(var name) -> throw new BrokenFile("There is no mapping " + name);
        };
    }
}
