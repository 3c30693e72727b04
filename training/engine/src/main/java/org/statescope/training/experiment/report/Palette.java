package org.statescope.training.experiment.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The colours of figures. Series colours are told apart by people with every usual kind of colour
/// vision (after Okabe and Ito), and have enough contrast on their surface.
record Palette(String ink, String faint, String grid, String surface, List<String> series) {
  private static final Palette LIGHT =
      new Palette(
          "#1f2933",
          "#5b6773",
          "#dfe4e8",
          "#ffffff",
          List.of("#0072b2", "#c74e00", "#00805f", "#a8478f", "#8a6500", "#4a5bd0"));

  private static final Palette DARK =
      new Palette(
          "#e6edf3",
          "#9da9b5",
          "#2f3843",
          "#161b22",
          List.of("#56b4e9", "#ff9a57", "#2fc39b", "#e58ac6", "#f0c14b", "#a9b4ff"));

  /// For figures in files of their own: plain colours on white, which every program understands.
  static Palette print() {
    return LIGHT;
  }

  /// For figures inside the page, whose style sheet decides between light and dark.
  static Palette page() {
    return new Palette(
        "var(--ink)",
        "var(--faint)",
        "var(--grid)",
        "var(--surface)",
        IntStream.range(0, LIGHT.series.size()).mapToObj("var(--series-%d)"::formatted).toList());
  }

  /// The style sheet's variables that {@link #page} refers to.
  static String lightVariables() {
    return LIGHT.variables();
  }

  static String darkVariables() {
    return DARK.variables();
  }

  private String variables() {
    String colours =
        IntStream.range(0, series.size())
            .mapToObj(i -> "--series-%d:%s;".formatted(i, series.get(i)))
            .collect(Collectors.joining());
    return "--ink:%s;--faint:%s;--grid:%s;--surface:%s;%s"
        .formatted(ink, faint, grid, surface, colours);
  }

  String series(int index) {
    return series.get(index % series.size());
  }
}
