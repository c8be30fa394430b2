package market.tessera.provider.importjobs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.reading.SpooledInput;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it has come.
 *
 * @param provider the only provider it may touch; null: any
 * @param mapping text of the mapping file; null for a file in the catalogue format
 * @param verifiedBy evidence for the providers that it brings
 * @param dryRun whether it only says what would happen
 * @param propose whether changes go to the reviewers before they are published
 * @param requestedBy who answers for it; null for the operator
 * @param problem one sentence, if it failed
 * @param step number of the step that is being done
 * @param position lines of the step that are done
 * @param total lines of the main input of a table; null until it has been read to its end once, and for other files
 */
public record ImportJob(
        UUID id,
        @Nullable UUID provider,
        String source,
        @Nullable String mapping,
        List<SpooledInput> inputs,
        @Nullable String verifiedBy,
        boolean withdrawMissing,
        boolean dryRun,
        boolean propose,
        @Nullable UUID requestedBy,
        Status status,
        @Nullable String problem,
        int step,
        long position,
        @Nullable Long total,
        Counts counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public enum Status {
        WAITING,
        RUNNING,
        FINISHED,
        FAILED
    }

    public boolean over() {
        return status == Status.FINISHED || status == Status.FAILED;
    }

    /** Steps before the main input is read for the first time. */
    private int joins() {
        return inputs.size() - 1;
    }

    /**
     * How far it is, in lines of the input that is being read.
     *
     * @param phase the last part of the key of its words
     * @param total null where it is not known how many there are
     */
    public record Progress(
            String phase, long position, @Nullable Long total) {}

    public Progress progress() {
        var phase = status == Status.WAITING ? "waiting" : phase();
        return new Progress(phase, position, phase.equals("taking") || phase.equals("pathways") ? total : null);
    }

    private String phase() {
        return switch (Math.clamp(step - joins(), -1, 3)) {
            case -1 -> "joining";
            case 0 -> "looking";
            case 1 -> "taking";
            case 2 -> "pathways";
            default -> "ending";
        };
    }

    /** {@code mapped}, or the name of the format. */
    String format() {
        return mapping == null && !inputs.isEmpty()
                ? inputs.getFirst().name()
                : mapping == null ? "catalogue" : "mapped";
    }

    public String author() {
        return "import:" + id;
    }

    public SpooledInput input(String name) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No input " + name));
    }

    public ImportJob advancedBy(int lines, Counts more) {
        return at(step, position + lines, total, counts.plus(more));
    }

    public ImportJob atStep(int next) {
        return at(next, 0, step == joins() && mapping != null ? Long.valueOf(position) : total, counts);
    }

    private ImportJob at(int step, long position, @Nullable Long total, Counts counts) {
        return new ImportJob(
                id,
                provider,
                source,
                mapping,
                inputs,
                verifiedBy,
                withdrawMissing,
                dryRun,
                propose,
                requestedBy,
                status,
                problem,
                step,
                position,
                total,
                counts,
                createdAt,
                startedAt,
                endedAt);
    }
}
