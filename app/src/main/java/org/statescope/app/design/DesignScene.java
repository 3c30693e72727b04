package org.statescope.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.PoleCloud;
import org.statescope.app.plot.PoleScene;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// The poles after the edits by the numbers of their states, and behind them, faintly, those that
/// were elsewhere before.
///
/// @param shown what is compared; empty where nothing is
/// @param own the system's own poles in the order of the scenes
record DesignScene(Optional<Comparison> shown, List<Complex> own, PoleScene s, PoleScene z) {
  static final DesignScene EMPTY =
      new DesignScene(Optional.empty(), List.of(), PoleScene.EMPTY, PoleScene.EMPTY);

  private static final double FAINT = 0.6;

  /// Nearer than this, as a share of their size, two poles lie at one place of a map.
  private static final double SAME = 1e-5;

  static DesignScene of(Comparison comparison, Sampling how, int colour) {
    List<Complex> own = new ArrayList<>(comparison.poles());
    comparison.polesBefore().stream()
        .filter(pole -> comparison.poles().stream().noneMatch(other -> isAt(other, pole)))
        .forEach(own::add);
    return new DesignScene(
        Optional.of(comparison),
        List.copyOf(own),
        scene(own, comparison, how::s, colour),
        scene(own, comparison, how::z, colour));
  }

  /// Whether a place of the scene is a pole that the system has now: it is then the number of its
  /// state.
  boolean isPresent(int place) {
    return shown.map(comparison -> comparison.isPresent(place)).orElse(false);
  }

  /// The state whose pole is at the place of a scene: a pole that is there may lie under one that
  /// was.
  ///
  /// @param place index in the scenes
  OptionalInt stateAt(int place) {
    if (isPresent(place) || place >= own.size()) {
      return isPresent(place) ? OptionalInt.of(place) : OptionalInt.empty();
    }
    Complex at = own.get(place);
    return IntStream.range(0, own.size())
        .filter(state -> isPresent(state) && isAt(own.get(state), at))
        .findFirst();
  }

  /// Whether it shows the system that a comparison is of, however edited.
  boolean isOf(Optional<Comparison> comparison) {
    return shown.isPresent()
        && comparison.isPresent()
        && shown.get().layer() == comparison.get().layer()
        && shown.get().system() == comparison.get().system()
        && shown.get().polesBefore().equals(comparison.get().polesBefore());
  }

  String describe(int place, Sampling how) {
    if (place >= own.size()) {
      return "";
    }
    Complex value = own.get(place);
    Complex z = how.z(value);
    String key =
        isPresent(place)
            ? "design.pole.brief"
            : place < shown.orElseThrow().poles().size()
                ? "design.pole.removed"
                : "design.pole.before";
    return Texts.text(key, PoleWords.complex(how.s(value)), PoleWords.complex(z), memory(z));
  }

  /// Tokens until the motion of z decays by e.
  static String memory(Complex z) {
    double modulus = z.modulus();
    return modulus >= 1
        ? Texts.text("poles.memory.never")
        : PoleWords.number(-1 / Math.log(modulus));
  }

  private static boolean isAt(Complex first, Complex second) {
    return first.distanceTo(second) <= SAME * Math.max(first.modulus(), second.modulus());
  }

  private static boolean isAnyPresentAt(Complex pole, Comparison comparison) {
    return IntStream.range(0, comparison.poles().size())
        .anyMatch(
            state -> comparison.isPresent(state) && isAt(comparison.poles().get(state), pole));
  }

  private static PoleScene scene(
      List<Complex> own, Comparison comparison, UnaryOperator<Complex> onPlane, int colour) {
    List<Function<ChartColours, Color>> colours =
        List.of(
            theme -> theme.series(colour),
            theme -> theme.series(colour).interpolate(theme.grid(), FAINT));
    double[] real = new double[own.size()];
    double[] imaginary = new double[own.size()];
    int[] group = new int[own.size()];
    for (int i = 0; i < own.size(); i++) {
      Complex place = onPlane.apply(own.get(i));
      real[i] = place.real();
      imaginary[i] = place.imaginary();
      group[i] = isAnyPresentAt(own.get(i), comparison) ? 0 : 1;
    }
    return new PoleScene(new PoleCloud(real, imaginary, group), List.of(), List.of(), colours);
  }
}
