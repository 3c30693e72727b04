package org.statescope.app.plot;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;

/// What the colours of a heat map mean: the scale from its worst to its best value, and the hatch
/// of what does not exist.
public final class HeatLegend extends FlowPane implements AutoCloseable {
  /// Where there is so much room everything stands in one line.
  private static final double ONE_LINE = 640;

  private static final double WIDTH = 140;
  private static final double HEIGHT = 12;
  private static final int STOPS = 16;

  private final Label worst = words();
  private final Label best = words();
  private final Label unit = words();
  private final Label broken = words();
  private final ImageView swatch = new ImageView();
  private final Subscription changes;

  public HeatLegend(ChartTheme theme) {
    getStyleClass().add("heat-legend");
    setAlignment(Pos.CENTER_LEFT);
    setHgap(6);
    setVgap(4);
    setPrefWrapLength(ONE_LINE);
    Stop[] stops = new Stop[STOPS];
    for (int i = 0; i < STOPS; i++) {
      double at = (double) i / (STOPS - 1);
      stops[i] = new Stop(at, PerceptualScale.at(at));
    }
    Rectangle scale = new Rectangle(WIDTH, HEIGHT);
    scale.setFill(new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
    broken.setGraphic(swatch);
    changes =
        theme
            .coloursProperty()
            .subscribe(colours -> swatch.setImage(HeatRaster.swatch((int) HEIGHT, colours)));
    getChildren().addAll(unit, worst, scale, best, broken);
  }

  /// @param unit what is measured, with its unit
  /// @param worst the value at the dark end
  /// @param best the value at the bright end
  /// @param broken what the hatch means
  public void show(String unit, String worst, String best, String broken) {
    this.unit.setText(unit);
    this.worst.setText(worst);
    this.best.setText(best);
    this.broken.setText(broken);
    this.broken.setVisible(!broken.isEmpty());
    this.broken.setManaged(!broken.isEmpty());
    setAccessibleText(String.join(", ", unit, worst, best, broken));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private static Label words() {
    Label label = new Label();
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("text-small");
    return label;
  }
}
