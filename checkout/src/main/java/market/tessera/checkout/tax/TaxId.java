package market.tessera.checkout.tax;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers by which tax offices know companies. Whether one was ever given to anybody is not asked. */
public final class TaxId {
    /** Of any country: letters, digits, and what stands between them. */
    private static final Pattern ANY = Pattern.compile("[A-Z0-9][A-Z0-9./-]{3,19}");

    /** VAT identification numbers of the European Union (VIES, "VAT number format"); Northern Ireland's and Great Britain's. */
    private static final Map<String, Pattern> BY_COUNTRY = Map.ofEntries(
            Map.entry("AT", Pattern.compile("U\\d{8}")),
            Map.entry("BE", Pattern.compile("[01]\\d{9}")),
            Map.entry("BG", Pattern.compile("\\d{9,10}")),
            Map.entry("CY", Pattern.compile("\\d{8}[A-Z]")),
            Map.entry("CZ", Pattern.compile("\\d{8,10}")),
            Map.entry("DE", Pattern.compile("\\d{9}")),
            Map.entry("DK", Pattern.compile("\\d{8}")),
            Map.entry("EE", Pattern.compile("\\d{9}")),
            Map.entry("EL", Pattern.compile("\\d{9}")),
            Map.entry("ES", Pattern.compile("[A-Z0-9]\\d{7}[A-Z0-9]")),
            Map.entry("FI", Pattern.compile("\\d{8}")),
            Map.entry("FR", Pattern.compile("[A-Z0-9]{2}\\d{9}")),
            Map.entry("GB", Pattern.compile("\\d{9}|\\d{12}|(GD|HA)\\d{3}")),
            Map.entry("HR", Pattern.compile("\\d{11}")),
            Map.entry("HU", Pattern.compile("\\d{8}")),
            Map.entry("IE", Pattern.compile("\\d{7}[A-Z]{1,2}|\\d[A-Z+*]\\d{5}[A-Z]")),
            Map.entry("IT", Pattern.compile("\\d{11}")),
            Map.entry("LT", Pattern.compile("\\d{9}|\\d{12}")),
            Map.entry("LU", Pattern.compile("\\d{8}")),
            Map.entry("LV", Pattern.compile("\\d{11}")),
            Map.entry("MT", Pattern.compile("\\d{8}")),
            Map.entry("NL", Pattern.compile("[A-Z0-9]{12}")),
            Map.entry("PL", Pattern.compile("\\d{10}")),
            Map.entry("PT", Pattern.compile("\\d{9}")),
            Map.entry("RO", Pattern.compile("\\d{2,10}")),
            Map.entry("SE", Pattern.compile("\\d{12}")),
            Map.entry("SI", Pattern.compile("\\d{8}")),
            Map.entry("SK", Pattern.compile("\\d{10}")),
            Map.entry("XI", Pattern.compile("\\d{9}|\\d{12}|(GD|HA)\\d{3}")));

    private TaxId() {}

    /** As it is kept: without blanks, in capitals. */
    public static String plain(String typed) {
        return typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** @param id as it is kept */
    public static boolean looksRight(String id) {
        var country = id.length() > 2 ? BY_COUNTRY.get(id.substring(0, 2)) : null;
        return country == null
                ? ANY.matcher(id).matches()
                : country.matcher(id.substring(2).replaceAll("[./-]", "")).matches();
    }
}
