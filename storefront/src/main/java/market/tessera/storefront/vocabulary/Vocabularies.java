package market.tessera.storefront.vocabulary;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.platform.work.Recurring;
import market.tessera.storefront.vocabulary.Vocabulary.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The vocabulary of the day: the shipped one, and the labels that were imported, which are looked for anew every minute. */
@Component
public class Vocabularies {
    private static final Logger LOG = LoggerFactory.getLogger(Vocabularies.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SkillLabels labels;
    private final List<Entry> shipped = VocabularyFile.entries();
    private final Set<String> askingWords = VocabularyFile.askingWords();
    private volatile Edition current = new Edition("", Vocabulary.shipped());

    Vocabularies(SkillLabels labels) {
        this.labels = labels;
    }

    /** @param imports names what it was made of besides the shipped file */
    private record Edition(String imports, Vocabulary vocabulary) {}

    public Vocabulary current() {
        return current.vocabulary();
    }

    @Bean
    Recurring vocabularyRounds() {
        return Recurring.every("Renewing the vocabulary", PAUSE, this::refresh);
    }

    Mono<Void> refresh() {
        return labels.imports()
                .filter(imports -> !imports.equals(current.imports()))
                .flatMap(imports -> labels.all().collectList().doOnNext(imported -> replace(imports, imported)))
                .then();
    }

    private void replace(String imports, List<Entry> imported) {
        var vocabulary = Vocabulary.of(Stream.concat(shipped.stream(), imported.stream()), askingWords);
        current = new Edition(imports, vocabulary);
        LOG.info("The vocabulary has {} terms", vocabulary.size());
    }
}
