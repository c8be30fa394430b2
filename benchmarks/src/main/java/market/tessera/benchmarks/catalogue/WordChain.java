package market.tessera.benchmarks.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Every word of some texts with the words that follow it there: speaks texts whose words are as frequent, and stand beside each other as often. */
final class WordChain {
    private static final String EDGE = "";

    private final Map<String, List<String>> followers = new HashMap<>();

    private WordChain() {}

    static WordChain of(Stream<String> texts) {
        var chain = new WordChain();
        texts.map(String::strip).filter(text -> !text.isEmpty()).forEach(chain::learn);
        if (chain.followers.isEmpty()) {
            throw new IllegalArgumentException("There is no text to take words from");
        }
        return chain;
    }

    private void learn(String text) {
        var previous = EDGE;
        for (var word : text.split("\\s+", -1)) {
            learn(previous, word);
            previous = word;
        }
        learn(previous, EDGE);
    }

    private void learn(String word, String follower) {
        followers.computeIfAbsent(word, _ -> new ArrayList<>()).add(follower);
    }

    /** A text that begins as one of the real ones does; it ends where a real one may end, or after {@code mostWords}. */
    String text(RandomGenerator random, int mostWords) {
        var text = new StringJoiner(" ");
        var word = next(EDGE, random);
        for (var count = 0; !word.equals(EDGE) && count < mostWords; count++) {
            text.add(word);
            word = next(word, random);
        }
        return text.toString();
    }

    /** Texts one after the other until there are about {@code words} of them. */
    String passage(RandomGenerator random, int words) {
        var passage = new StringJoiner("\n\n");
        for (var left = words; left > 0; ) {
            var text = text(random, left);
            passage.add(text);
            left -= text.split(" ", -1).length;
        }
        return passage.toString();
    }

    private String next(String word, RandomGenerator random) {
        var candidates = followers.getOrDefault(word, List.of(EDGE));
        return candidates.get(random.nextInt(candidates.size()));
    }
}
