package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The filter of the pole maps and the boundary of their alarms as words and back, for the
/// settings. What cannot be read counts as not chosen: settings are written by other versions too.
public final class RememberedPoles {
  private static final String LAYER = "layer";
  private static final String CHANNELS = "channels";
  private static final String UNIT = "unit";
  private static final String TIME_CONSTANTS = "time-constants";
  private static final String MARGINS = "margins";
  private static final String BOUNDARY = "boundary";
  private static final String SEEN = "seen ";
  private static final String BETWEEN = " … ";

  private RememberedPoles() {}

  /// Only what differs from the defaults.
  public static Map<String, String> collect(PolesModel model) {
    return collect(
        model.filterProperty().get(),
        model.alarms().boundaryProperty().get(),
        model.alarms().seen());
  }

  static Map<String, String> collect(PoleFilter filter, double boundary, Map<Path, Long> seen) {
    Map<String, String> words = new LinkedHashMap<>();
    filter.layer().ifPresent(layer -> words.put(LAYER, Integer.toString(layer)));
    put(words, CHANNELS, filter.channels());
    if (filter.unit() != PoleFilter.ALL.unit()) {
      words.put(UNIT, filter.unit().name());
    }
    put(words, TIME_CONSTANTS, filter.timeConstants());
    put(words, MARGINS, filter.margins());
    if (boundary != 0) {
      words.put(BOUNDARY, Double.toString(boundary));
    }
    seen.forEach((run, step) -> words.put(SEEN + run, Long.toString(step)));
    return words;
  }

  public static PoleFilter filter(Map<String, String> words) {
    TimeConstant unit = PoleFilter.ALL.unit();
    for (TimeConstant each : TimeConstant.values()) {
      if (each.name().equals(words.get(UNIT))) {
        unit = each;
      }
    }
    double layer = number(words.getOrDefault(LAYER, ""));
    return new PoleFilter(
        layer >= 0 && layer == Math.rint(layer) ? OptionalInt.of((int) layer) : OptionalInt.empty(),
        bounds(words.getOrDefault(CHANNELS, "")),
        unit,
        bounds(words.getOrDefault(TIME_CONSTANTS, "")),
        bounds(words.getOrDefault(MARGINS, "")));
  }

  /// The margin whose crossing is told; 0 for the stability boundary.
  public static double boundary(Map<String, String> words) {
    double boundary = number(words.getOrDefault(BOUNDARY, ""));
    return Double.isFinite(boundary) ? boundary : 0;
  }

  /// Up to which step of each run the user has seen what crossed.
  public static Map<Path, Long> seen(Map<String, String> words) {
    Map<Path, Long> seen = new LinkedHashMap<>();
    words.forEach(
        (key, step) -> {
          double number = number(step);
          if (key.startsWith(SEEN) && number >= 0) {
            seen.put(Path.of(key.substring(SEEN.length())), (long) number);
          }
        });
    return seen;
  }

  private static void put(Map<String, String> words, String key, Bounds bounds) {
    if (!bounds.isNone()) {
      words.put(key, bounds.least() + BETWEEN + bounds.most());
    }
  }

  private static Bounds bounds(String words) {
    String[] ends = words.split(BETWEEN, -1);
    double least = ends.length == 2 ? number(ends[0]) : Double.NaN;
    double most = ends.length == 2 ? number(ends[1]) : Double.NaN;
    return least <= most ? new Bounds(least, most) : Bounds.NONE;
  }

  private static double number(String words) {
    try {
      return Double.parseDouble(words);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}
