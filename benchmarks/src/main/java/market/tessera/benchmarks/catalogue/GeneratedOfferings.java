package market.tessera.benchmarks.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import market.tessera.benchmarks.catalogue.Corpus.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes offerings in the catalogue format: each element is there as often, and as long, as in a real catalogue; the rest is undisclosed. */
final class GeneratedOfferings {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> ASSESSMENTS =
            List.of("exam", "project", "portfolio", "assignment", "presentation", "practical", "quiz");
    private static final List<String> CREDENTIALS = List.of("certificate", "digital-badge", "licence", "credit");
    private static final List<String> REVIEWS =
            List.of("accreditation", "programme-review", "external-review", "internal");
    private static final List<String> SUPPORT = List.of("evening", "step-free", "childcare", "captions");
    private static final List<String> VERBS = List.of("Explain", "Apply", "Design", "Assess", "Plan", "Carry out");
    private static final int LONGEST_SUMMARY = 240;

    private final Corpus corpus;
    private final GeneratedProviders providers;
    private final GeneratedIntakes intakes;
    private final LocalDate today;

    GeneratedOfferings(Corpus corpus, GeneratedProviders providers, LocalDate today) {
        this.corpus = corpus;
        this.providers = providers;
        this.intakes = new GeneratedIntakes(today);
        this.today = today;
    }

    /**
     * @param random in a state that belongs to this offering alone
     * @param changed whether price and description are others than those of the same offering unchanged
     */
    ObjectNode make(int index, SplittableRandom random, boolean changed) {
        var provider = providers.choose(random);
        var market = providers.market(provider);
        var programme = corpus.programme(random);
        var id = "offering-%06d".formatted(index);
        var offering = JSON.createObjectNode()
                .put("externalId", id)
                .put("provider", GeneratedProviders.id(provider))
                .put("title", shortened(corpus.titles().text(random, 9), 120));
        texts(offering, random, changed);
        learning(offering, random);
        effort(offering, programme.hours(), market, random);
        level(offering, market, random);
        delivery(offering, market, random);
        quality(offering, random);
        price(offering, programme.cost(), market, random, changed);
        subject(offering, programme.subject());
        intakes.add(offering, id, market, random);
        return offering;
    }

    private void texts(ObjectNode offering, SplittableRandom random, boolean changed) {
        var description = corpus.prose().passage(random, 40 + random.nextInt(140));
        offering.put("summary", shortened(corpus.prose().text(random, 28), LONGEST_SUMMARY));
        offering.put("description", changed ? description + "\n\nRevised." : description);
    }

    private void learning(ObjectNode offering, SplittableRandom random) {
        if (random.nextInt(100) < 80) {
            var outcomes = offering.putArray("outcomes");
            times(2 + random.nextInt(4))
                    .forEach(_ -> outcomes.add(
                            pick(VERBS, random) + " " + shortened(corpus.prose().text(random, 9), 160)));
        }
        if (random.nextInt(100) < 75) {
            var skills = offering.putArray("skills");
            times(1 + random.nextInt(5))
                    .forEach(_ -> skills.addObject()
                            .put("label", shortened(corpus.titles().text(random, 3), 60)));
        }
    }

    private static void effort(ObjectNode offering, OptionalLong known, Market market, SplittableRandom random) {
        if (known.isEmpty()) {
            return;
        }
        var hours = Math.clamp(Math.round(known.getAsLong() * (0.7 + random.nextDouble() * 0.6)), 1, 4_000);
        var weeks = Math.clamp(hours / 8, 1, 52);
        offering.putObject("effort").put("hours", hours).put("weeks", weeks);
        if (random.nextInt(100) < 55) {
            var points = Math.max(1, hours / 25);
            var credit = offering.putObject("credit")
                    .put("framework", market.creditFramework())
                    .put("points", points);
            if (market.ectsPerPoint() > 0) {
                credit.put("ects", points * market.ectsPerPoint());
            }
        }
    }

    private static void level(ObjectNode offering, Market market, SplittableRandom random) {
        if (random.nextInt(100) < 80) {
            offering.putObject("level")
                    .put("framework", market.levelFramework())
                    .put("value", pick(market.levels(), random));
        }
    }

    private static void delivery(ObjectNode offering, Market market, SplittableRandom random) {
        var mode = pick(List.of("online", "online", "onsite", "blended"), random);
        var participation =
                offering.putObject("participation").put("mode", mode).put("synchronous", random.nextBoolean());
        if (!mode.equals("online")) {
            participation
                    .putObject("place")
                    .put("city", pick(market.cities(), random))
                    .put("country", market.country());
        }
        offering.putArray("languages").add(pick(market.languages(), random));
        if (random.nextInt(100) < 40) {
            offering.putArray("support").add(pick(SUPPORT, random));
        }
    }

    private void quality(ObjectNode offering, SplittableRandom random) {
        if (random.nextInt(100) < 80) {
            offering.putArray("assessment")
                    .addObject()
                    .put("type", pick(ASSESSMENTS, random))
                    .put("supervised", random.nextBoolean());
        }
        if (random.nextInt(100) < 60) {
            offering.putArray("qualityAssurance")
                    .addObject()
                    .put("type", pick(REVIEWS, random))
                    .put("reviewed", today.minusDays(random.nextInt(1_200)).toString());
        }
        if (random.nextInt(100) < 70) {
            offering.putObject("stackability").put("standalone", random.nextBoolean());
        }
        offering.putObject("credential").put("type", pick(CREDENTIALS, random));
    }

    private static void price(
            ObjectNode offering, OptionalLong known, Market market, SplittableRandom random, boolean changed) {
        if (known.isEmpty()) {
            return;
        }
        var whole = Math.round(known.getAsLong() * market.perDollar() * (0.6 + random.nextDouble() * 0.8) / 500) * 500
                + 500;
        var tuition = changed ? whole + 1_000 : whole;
        var costs = offering.putArray("costs");
        costs.addObject()
                .put("type", "tuition")
                .put("amount", tuition)
                .put("currency", market.currency())
                .put("mandatory", true);
        if (random.nextInt(100) < 30) {
            costs.addObject()
                    .put("type", "materials")
                    .put("amount", 500 + 500 * random.nextInt(40))
                    .put("currency", market.currency())
                    .put("mandatory", random.nextBoolean());
        }
        offering.put("tax", "inclusive");
    }

    private static void subject(ObjectNode offering, @Nullable Subject subject) {
        if (subject != null) {
            offering.putArray("subjects")
                    .addObject()
                    .put("scheme", subject.scheme())
                    .put("code", subject.code())
                    .put("label", subject.label());
        }
    }

    private static IntStream times(int count) {
        return IntStream.range(0, count);
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, text.lastIndexOf(' ', longest));
    }
}
