package market.tessera.benchmarks.catalogue;

import java.util.List;

/**
 * What is usual in one country.
 *
 * @param perDollar about how many units of the currency a US dollar is
 * @param levels names of levels in the framework
 * @param ectsPerPoint 0 if no factor is stated
 */
record Market(
        String country,
        String currency,
        double perDollar,
        List<String> languages,
        String levelFramework,
        List<String> levels,
        String creditFramework,
        double ectsPerPoint,
        String timeZone,
        List<String> cities) {

    static final List<Market> ALL = List.of(
            new Market(
                    "US",
                    "USD",
                    1,
                    List.of("en"),
                    "US",
                    List.of("Certificate, lower division", "Certificate, upper division", "Graduate certificate"),
                    "US-CEU",
                    0,
                    "America/New_York",
                    List.of("Larchmere", "Tallgrass", "Port Ellery")),
            new Market(
                    "DE",
                    "EUR",
                    0.9,
                    List.of("de", "en"),
                    "DQR",
                    List.of("4", "5", "6", "7"),
                    "ECTS",
                    1,
                    "Europe/Berlin",
                    List.of("Allertal", "Merbach")),
            new Market(
                    "NO",
                    "NOK",
                    10.5,
                    List.of("nb", "en"),
                    "NKR",
                    List.of("5", "6.1", "6.2", "7"),
                    "ECTS",
                    1,
                    "Europe/Oslo",
                    List.of("Nordkyst", "Elvheim")),
            new Market(
                    "IE",
                    "EUR",
                    0.9,
                    List.of("en"),
                    "NFQ",
                    List.of("6", "7", "8", "9"),
                    "ECTS",
                    1,
                    "Europe/Dublin",
                    List.of("Derravane", "Carrigmore")),
            new Market(
                    "GB",
                    "GBP",
                    0.78,
                    List.of("en"),
                    "RQF",
                    List.of("3", "4", "5", "6", "7"),
                    "UK-CATS",
                    0.5,
                    "Europe/London",
                    List.of("Strathbrannoch", "Wexcombe")),
            new Market(
                    "ES",
                    "EUR",
                    0.9,
                    List.of("es"),
                    "EQF",
                    List.of("4", "5", "6"),
                    "ECTS",
                    1,
                    "Europe/Madrid",
                    List.of("Sierralba", "Valdoria")),
            new Market(
                    "AU",
                    "AUD",
                    1.5,
                    List.of("en"),
                    "AQF",
                    List.of("4", "5", "6", "8"),
                    "AQF-CP",
                    0,
                    "Australia/Sydney",
                    List.of("Mallee Crossing", "Wirrabee")),
            new Market(
                    "NZ",
                    "NZD",
                    1.65,
                    List.of("en"),
                    "NZQF",
                    List.of("4", "5", "6", "7"),
                    "NZ-CP",
                    0,
                    "Pacific/Auckland",
                    List.of("Totara Bay", "Kahurangi Flat")));
}
