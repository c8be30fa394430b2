package market.tessera.storefront.vocabulary;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import market.tessera.storefront.vocabulary.Vocabulary.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The vocabulary of the day: the shipped one, and the labels that were imported, which are looked for anew every minute. */
@Component
public class Vocabularies implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Vocabularies.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SkillLabels labels;
    private final List<Entry> shipped = VocabularyFile.entries();
    private final Set<String> askingWords = VocabularyFile.askingWords();
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();
    private volatile Edition current = new Edition("", Vocabulary.shipped());

    Vocabularies(SkillLabels labels) {
        this.labels = labels;
    }

    /** @param imports names what it was made of besides the shipped file */
    private record Edition(String imports, Vocabulary vocabulary) {}

    public Vocabulary current() {
        return current.vocabulary();
    }

    @Override
    public void start() {
        running.set(Flux.interval(Duration.ZERO, PAUSE)
                .onBackpressureDrop()
                .concatMap(_ -> refresh())
                .subscribe());
    }

    Mono<Void> refresh() {
        return labels.imports()
                .filter(imports -> !imports.equals(current.imports()))
                .flatMap(imports -> labels.all().collectList().doOnNext(imported -> replace(imports, imported)))
                .doOnError(outage -> LOG.warn("The vocabulary stays as it is: {}", outage.toString()))
                .onErrorComplete()
                .then();
    }

    private void replace(String imports, List<Entry> imported) {
        var vocabulary = Vocabulary.of(Stream.concat(shipped.stream(), imported.stream()), askingWords);
        current = new Edition(imports, vocabulary);
        LOG.info("The vocabulary has {} terms", vocabulary.size());
    }

    @Override
    public void stop() {
        var rounds = running.getAndSet(null);
        if (rounds != null) {
            rounds.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
