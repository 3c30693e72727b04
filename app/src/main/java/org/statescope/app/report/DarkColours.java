package org.statescope.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.statescope.app.plot.ChartColours;

/// Rules that give figures, drawn in the colours of paper, their colours on a dark page: the colour
/// of the same meaning.
final class DarkColours {
  private static final Pattern PAINT =
      Pattern.compile("(fill|stroke)=\"(rgb\\((\\d+),\\s*(\\d+),\\s*(\\d+)\\)|white|black)\"");
  private static final int SCALE_PLACES = 1000;

  private DarkColours() {}

  /// A rule for every colour in the elements.
  static String rules(String svg) {
    Map<String, String> rules = new LinkedHashMap<>();
    Matcher paints = PAINT.matcher(svg);
    while (paints.find()) {
      Color light =
          paints.group(3) == null
              ? Color.web(paints.group(2))
              : Color.rgb(number(paints, 3), number(paints, 4), number(paints, 5));
      rules.computeIfAbsent(
          "svg [%s=\"%s\"],svg[%1$s=\"%2$s\"]".formatted(paints.group(1), paints.group(2)),
          selector -> "%s{%s:%s}%n".formatted(selector, paints.group(1), web(dark(light))));
    }
    return String.join("", rules.values());
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Color dark(Color light) {
    ChartColours paper = ChartColours.LIGHT;
    ChartColours screen = ChartColours.DARK;
    if (same(light, Color.WHITE)) {
      return screen.surface();
    }
    if (same(light, Color.BLACK) || same(light, paper.text())) {
      return screen.text();
    }
    if (same(light, paper.faintText())) {
      return screen.faintText();
    }
    if (same(light, paper.axis())) {
      return screen.axis();
    }
    if (same(light, paper.grid())) {
      return screen.grid();
    }
    for (int i = 0; i < paper.series().size(); i++) {
      if (same(light, paper.series(i))) {
        return screen.series(i);
      }
    }
    return ofScale(light);
  }

  /// What is left is a place between two colours of the ordered scale: the nearest.
  private static Color ofScale(Color light) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= SCALE_PLACES; i++) {
      double place = (double) i / SCALE_PLACES;
      double distance = distance(light, ChartColours.LIGHT.scale(place));
      if (distance < least) {
        least = distance;
        best = place;
      }
    }
    return ChartColours.DARK.scale(best);
  }

  private static boolean same(Color one, Color other) {
    return web(one).equals(web(other));
  }

  private static double distance(Color one, Color other) {
    return Math.pow(one.getRed() - other.getRed(), 2)
        + Math.pow(one.getGreen() - other.getGreen(), 2)
        + Math.pow(one.getBlue() - other.getBlue(), 2);
  }

  private static String web(Color colour) {
    return "#%02x%02x%02x"
        .formatted(
            Math.round(255 * colour.getRed()),
            Math.round(255 * colour.getGreen()),
            Math.round(255 * colour.getBlue()));
  }
}
