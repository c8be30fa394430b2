package market.tessera.storefront.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.tessera.storefront.catalogue.Snapshot.Revision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * The last compressed export that was written to its end, in a temporary file. While nothing has been published since, it is what everybody wants, and
 * costs next to nothing to be given out again; later on it is what the next one is made of.
 */
@Component
final class LastExport implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(LastExport.class);

    private final ExportProperties properties;
    private final Clock clock;
    private @Nullable Kept kept;

    LastExport(ExportProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param since where the changes go on
     * @param revision of the catalogue that it holds; null where that is not known
     * @param pieces lengths of the pieces that it was written in, in bytes
     * @param day on which it says that intakes are open
     */
    private record Kept(
            Path file, String since, @Nullable Revision revision, List<Integer> pieces, Instant ended, LocalDate day) {}

    /** An export to make the next one of, and the lengths of the pieces that it was written in. */
    record Base(InputStream file, List<Integer> pieces) {}

    /** Whether it says the same as one that would be written now: of seats, what was left of them a little while ago. */
    synchronized boolean holds(String since) {
        return kept != null
                && kept.since().equals(since)
                && kept.day().equals(LocalDate.now(clock))
                && kept.ended().plus(properties.fresh()).isAfter(clock.instant());
    }

    /** It, or one that has taken its place. Once there was one, there always is. */
    synchronized InputStream open() throws IOException {
        if (kept == null) {
            throw new IllegalStateException("No export has been written yet");
        }
        return Files.newInputStream(kept.file());
    }

    /** The revision that it holds; empty if it is not of today, or not known to differ from the other revision by so many operations at most. */
    synchronized Optional<Revision> earlier(Revision now, long mostOperations) {
        return Optional.ofNullable(kept)
                .filter(last -> last.day().equals(LocalDate.now(clock)))
                .map(Kept::revision)
                .filter(earlier -> now.operationsSince(earlier).orElse(Long.MAX_VALUE) <= mostOperations);
    }

    /** It, unless another has taken its place meanwhile; its file is open. */
    synchronized Optional<Base> base(Revision held) {
        return Optional.ofNullable(kept)
                .filter(last -> held.equals(last.revision()))
                .map(last -> new Base(opened(last.file()), last.pieces()));
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** No other is made of it. */
    synchronized void distrust() {
        if (kept != null) {
            kept = new Kept(kept.file(), kept.since(), null, kept.pieces(), kept.ended(), kept.day());
        }
    }

    /**
     * The same pieces, of which a copy is kept if they come to their end.
     *
     * @param revision null where the next export cannot be made of it
     */
    Flux<byte[]> keep(String since, @Nullable Revision revision, Flux<byte[]> pieces) {
        return properties.fresh().isZero()
                ? pieces
                : Flux.using(
                        () -> new Draft(since, revision),
                        draft -> pieces.doOnNext(draft::add).doOnComplete(draft::end),
                        Draft::close);
    }

    private synchronized void replace(@Nullable Kept next) throws IOException {
        var last = kept;
        kept = next;
        if (last != null) {
            Files.deleteIfExists(last.file());
        }
    }

    @Override
    public void destroy() throws IOException {
        replace(null);
    }

    /** An export on its way. A disk that takes no more of it costs the copy, not the export. */
    private final class Draft {
        private final String since;
        private final @Nullable Revision revision;
        private final List<Integer> pieces = new ArrayList<>();
        private final LocalDate day = LocalDate.now(clock);
        private @Nullable Path file;
        private @Nullable OutputStream copy;

        Draft(String since, @Nullable Revision revision) {
            this.since = since;
            this.revision = revision;
            attempt(() -> {
                file = Files.createTempFile("tessera-export-", ".ndjson.gz");
                copy = Files.newOutputStream(file);
            });
        }

        synchronized void add(byte[] piece) {
            attempt(() -> {
                if (copy != null) {
                    copy.write(piece);
                    pieces.add(piece.length);
                }
            });
        }

        synchronized void end() {
            attempt(() -> {
                if (copy != null && file != null) {
                    copy.close();
                    replace(new Kept(file, since, revision, List.copyOf(pieces), clock.instant(), day));
                    file = null;
                }
            });
        }

        /** What has not come to its end is of no use. */
        synchronized void close() {
            try {
                if (copy != null) {
                    copy.close();
                }
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                copy = null;
                file = null;
            }
        }

        private void attempt(Step step) {
            try {
                step.run();
            } catch (IOException failure) {
                LOG.warn("No copy is kept of an export: {}", failure.toString());
                close();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
