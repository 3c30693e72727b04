package org.statescope.app.runs;

import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// A curve in little, without axes: its lowest value at the bottom, its highest at the top.
final class Sparkline extends Region {
  static final int POINTS = 60;
  private static final double STROKE = 1.25;

  private final Polyline line = new Polyline();
  private double[] values = {};

  Sparkline(double width, double height) {
    setPrefSize(width, height);
    setMinSize(width, height);
    setMaxSize(width, height);
    line.setManaged(false);
    line.setStrokeWidth(STROKE);
    line.setStrokeLineCap(StrokeLineCap.ROUND);
    line.setStrokeLineJoin(StrokeLineJoin.ROUND);
    getChildren().add(line);
  }

  void show(double[] newValues, Color colour) {
    values = newValues;
    line.setStroke(colour);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    line.getPoints().clear();
    if (values.length < 2) {
      return;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double span = high > low ? high - low : 1;
    double tall = getHeight() - 2 * STROKE;
    for (int i = 0; i < values.length; i++) {
      line.getPoints().add(getWidth() * i / (values.length - 1));
      line.getPoints().add(STROKE + tall * (1 - (values[i] - low) / span));
    }
  }
}
