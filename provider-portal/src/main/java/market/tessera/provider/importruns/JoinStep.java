package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.formats.JoinedRows;
import market.tessera.provider.formats.MappedSource;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.provider.Storable;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import reactor.core.publisher.Mono;

/** Lays the rows of a further input ready to be joined. */
record JoinStep(ImportJob job, Mapping mapping, SpooledInput input, JoinedRows joined, Findings findings)
        implements Step {
    private static final int LONGEST_KEY = 200;

    @Override
    public Lines open() throws IOException {
        return MappedSource.open(mapping, input);
    }

    @Override
    public Mono<Work> prepare(List<Line> lines) {
        return Mono.fromSupplier(() -> work(lines));
    }

    private Work work(List<Line> lines) {
        var key = Objects.requireNonNull(mapping.input(input.name()).key());
        var rows = new ArrayList<Row>();
        var faults = new ArrayList<Finding>();
        for (var line : lines) {
            switch (line) {
                case Line.OfTable(var row) ->
                    unfit(row, key)
                            .ifPresentOrElse(fault -> faults.add(rejected(row.line(), fault)), () -> rows.add(row));
                case Line.Unreadable unreadable ->
                    faults.add(rejected(unreadable.number(), new Fault(null, unreadable.reason())));
                case Line.OfObject _ -> throw new IllegalStateException("A table has no catalogue records");
            }
        }
        return () -> joined.keep(job.id(), input.name(), key, rows)
                .then(findings.add(job.id(), faults))
                .thenReturn(Counts.NONE);
    }

    private static Optional<Fault> unfit(Row row, String key) {
        var texts = Stream.concat(row.columns().names().stream(), row.values().stream());
        if (!texts.filter(Objects::nonNull).allMatch(Storable::fits)) {
            return Optional.of(new Fault(null, "contains a NUL character or half of a surrogate pair"));
        }
        return Optional.ofNullable(row.get(key))
                .filter(id -> id.length() > LONGEST_KEY)
                .map(_ -> new Fault(key, "has more than %d characters".formatted(LONGEST_KEY)));
    }

    private Finding rejected(long line, Fault fault) {
        return new Finding(Finding.Kind.REJECTED, input.name(), line, null, fault.field(), fault.reason());
    }
}
