package org.statescope.app.poles;

import java.util.Locale;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.texts.Texts;

/// Numbers of poles as a reader wants them.
public final class PoleWords {
  private PoleWords() {}

  public static String complex(Complex value) {
    if (value.imaginary() == 0) {
      return number(value.real());
    }
    return number(value.real())
        + (value.imaginary() < 0 ? " − " : " + ")
        + number(Math.abs(value.imaginary()))
        + " i";
  }

  /// Four significant digits.
  public static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) {
      return String.format(Locale.ROOT, "%.2e", value)
          .replaceFirst("e([+-])0*", "e$1")
          .replace("e+", "e")
          .replace('-', '−');
    }
    int digits = size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−');
  }

  /// A whole number with commas between thousands.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String tokens(double tokens) {
    return Double.isInfinite(tokens) ? Texts.text("poles.memory.never") : number(tokens);
  }

  /// Where a pole belongs, in a few words.
  static String place(PoleReadout readout) {
    return Texts.text(
        readout.sharedBy() == 1 ? "poles.place.own" : "poles.place.shared",
        readout.layer(),
        readout.channel(),
        readout.state());
  }

  /// What stands beside the pointer.
  static String brief(PoleReadout readout) {
    return Texts.text(
        "poles.brief",
        place(readout),
        complex(readout.s().pole()),
        complex(readout.z()),
        TickFormat.text(Math.rint(1000 * readout.s().dampingRatio()) / 1000),
        tokens(readout.memoryInTokens()));
  }
}
