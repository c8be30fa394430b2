package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.provider.formats.JoinedRows;
import market.tessera.provider.formats.MappedSource;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import reactor.core.publisher.Mono;

/** Lays the rows of a further input ready to be joined. */
record JoinStep(ImportJob job, Mapping mapping, SpooledInput input, JoinedRows joined, Findings findings)
        implements Step {

    @Override
    public Lines open() throws IOException {
        return MappedSource.open(mapping, input);
    }

    @Override
    public Mono<Work> prepare(List<Line> lines) {
        return Mono.fromSupplier(() -> work(lines));
    }

    private Work work(List<Line> lines) {
        var rows = new ArrayList<Row>();
        var faults = new ArrayList<Finding>();
        for (var line : lines) {
            switch (line) {
                case Line.OfTable(var row) -> rows.add(row);
                case Line.Unreadable unreadable ->
                    faults.add(new Finding(
                            Finding.Kind.REJECTED, input.name(), unreadable.number(), null, null, unreadable.reason()));
                case Line.OfObject _ -> throw new IllegalStateException("A table has no catalogue records");
            }
        }
        var key = Objects.requireNonNull(mapping.input(input.name()).key());
        return () -> joined.keep(job.id(), input.name(), key, rows)
                .then(findings.add(job.id(), faults))
                .thenReturn(Counts.NONE);
    }
}
