package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.seeds.MeanInterval;
import org.statescope.app.texts.Texts;

/// One value over seeds: the mean, and below it what the band spans.
final class SeedValue extends VBox {
  private static final MathContext DIGITS = new MathContext(3);

  /// @param values of the seeds that have reported one
  SeedValue(double[] values, Seeds seeds) {
    setAlignment(Pos.CENTER_RIGHT);
    Label mean =
        new Label(
            values.length == 0
                ? "–"
                : TickFormat.text(Arrays.stream(values).average().getAsDouble()));
    mean.getStyleClass().add("readout-value");
    getChildren().add(mean);
    if (values.length > 1) {
      Label spread = new Label(spread(values, seeds));
      spread.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
      getChildren().add(spread);
    }
  }

  private static String spread(double[] values, Seeds seeds) {
    return switch (seeds) {
      case EACH -> "";
      case RANGE ->
          Texts.text(
              "live.seeds.from",
              rounded(Arrays.stream(values).min().getAsDouble()),
              rounded(Arrays.stream(values).max().getAsDouble()));
      case INTERVAL -> Texts.text("live.seeds.plusMinus", rounded(MeanInterval.of(values).half()));
    };
  }

  /// Three digits: a spread is no more certain than that.
  private static String rounded(double value) {
    return TickFormat.text(new BigDecimal(value).round(DIGITS).doubleValue());
  }
}
