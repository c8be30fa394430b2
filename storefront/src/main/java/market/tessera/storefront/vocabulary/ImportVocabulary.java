package market.tessera.storefront.vocabulary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.vocabulary.EscoSkills;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * {@code storefront --import-vocabulary=skills_en.csv}: takes the labels of ESCO's skills over and ends. Every storefront that runs uses them within a
 * minute; the index stays as it is.
 */
@Component
class ImportVocabulary implements ApplicationRunner {
    static final String OPTION = "import-vocabulary";
    private static final Logger LOG = LoggerFactory.getLogger(ImportVocabulary.class);

    private final SkillLabels labels;

    ImportVocabulary(SkillLabels labels) {
        this.labels = labels;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (var file : Objects.requireNonNullElse(arguments.getOptionValues(OPTION), List.<String>of())) {
            take(Path.of(file));
        }
    }

    void take(Path file) throws IOException {
        var source = EscoSkills.source(file);
        var skills = EscoSkills.read(file).stream()
                .filter(skill -> skill.labels().size() > 1)
                .toList();
        labels.replace(source, skills).block();
        LOG.info("{} skills with their labels from {}, as {}", skills.size(), file, source);
    }
}
