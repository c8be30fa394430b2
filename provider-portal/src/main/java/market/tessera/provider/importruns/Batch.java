package market.tessera.provider.importruns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.entries.Checked;
import market.tessera.provider.formats.SourceRecord;
import market.tessera.provider.importjobs.Finding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch of records after the check: those that can be taken, by external id, and what there is to say about all of them.
 *
 * @param taken in the file's order
 * @param findings about records that are not taken
 * @param met external ids of all records of which it could be read, taken or not
 */
record Batch<T>(
        String input,
        Map<String, Taken<T>> taken,
        List<Finding> findings,
        List<String> met,
        long rejected,
        long unidentified) {

    record Taken<T>(SourceRecord record, T value) {}

    static <T> Batch<T> check(
            String input,
            List<SourceRecord> records,
            Function<ObjectNode, Checked<T>> reader,
            Function<T, String> externalId,
            boolean repeats) {
        var taken = new LinkedHashMap<String, Taken<T>>();
        var findings = new ArrayList<Finding>();
        var met = new ArrayList<String>();
        var rejected = 0L;
        var unidentified = 0L;
        for (var record : records) {
            var checked = record.node() == null ? Batch.<T>unreadable(record) : reader.apply(record.node());
            switch (checked) {
                case Checked.Valid<T>(var value) -> {
                    var id = externalId.apply(value);
                    met.add(id);
                    if (taken.putIfAbsent(id, new Taken<>(record, value)) != null && !repeats) {
                        rejected++;
                        findings.add(rejected(input, record, id, new Fault("externalId", repetition(id))));
                    }
                }
                case Checked.Invalid<T>(var id, var faults) -> {
                    faults.forEach(fault -> findings.add(rejected(input, record, id, fault)));
                    rejected++;
                    if (id == null) {
                        unidentified++;
                    } else {
                        met.add(id);
                    }
                }
            }
        }
        return new Batch<>(input, taken, findings, met, rejected, unidentified);
    }

    private static <T> Checked<T> unreadable(SourceRecord record) {
        return new Checked.Invalid<>(record.known(), List.of(new Fault(null, String.valueOf(record.unreadable()))));
    }

    static String repetition(String id) {
        return "“%s” stands in this file before; the first one counts".formatted(id);
    }

    /** Without some of what it would have taken, for a reason. */
    Batch<T> without(Set<String> ids, Function<Taken<T>, Fault> why) {
        if (ids.isEmpty()) {
            return this;
        }
        var kept = new LinkedHashMap<>(taken);
        var more = new ArrayList<>(findings);
        ids.forEach(id -> {
            var refused = kept.remove(id);
            if (refused != null) {
                more.add(rejected(input, refused.record(), id, why.apply(refused)));
            }
        });
        return new Batch<>(input, kept, more, met, rejected + taken.size() - kept.size(), unidentified);
    }

    /** Without some of what it would have taken, of which nothing is to be said. */
    Batch<T> silentlyWithout(Set<String> ids) {
        var kept = new LinkedHashMap<>(taken);
        kept.keySet().removeAll(ids);
        return new Batch<>(input, kept, findings, met, rejected, unidentified);
    }

    /** Everything to be said: what was rejected, then what was repaired or looks wrong among what was taken. */
    List<Finding> report() {
        return Stream.concat(
                        findings.stream(),
                        taken.entrySet().stream()
                                .flatMap(entry ->
                                        remarks(entry.getKey(), entry.getValue().record())))
                .toList();
    }

    long repaired() {
        return taken.values().stream()
                .filter(each -> !each.record().repairs().isEmpty())
                .count();
    }

    long noted() {
        return taken.values().stream()
                .filter(each -> !each.record().notes().isEmpty())
                .count();
    }

    private Stream<Finding> remarks(String id, SourceRecord record) {
        return Stream.concat(
                record.repairs().stream()
                        .map(remark -> new Finding(
                                Finding.Kind.REPAIRED, input, record.line(), id, remark.column(), remark.reason())),
                record.notes().stream()
                        .map(remark -> new Finding(
                                Finding.Kind.NOTED, input, record.line(), id, remark.column(), remark.reason())));
    }

    private static Finding rejected(String input, SourceRecord record, @Nullable String id, Fault fault) {
        return new Finding(Finding.Kind.REJECTED, input, record.line(), id, fault.field(), fault.reason());
    }
}
