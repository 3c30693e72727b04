package org.statescope.app.structure;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Nodes beside one another in columns of equal width; where they would become too narrow the rest
/// goes on below, in the same columns.
final class EqualColumns extends Region {
  private static final double NARROWEST = 186;
  private static final double ROOM_FOR_WORDS = 56;

  private double leastHeight;

  /// @param leastHeight of the plots among the nodes
  void show(List<? extends Node> nodes, double leastHeight) {
    this.leastHeight = leastHeight + ROOM_FOR_WORDS;
    if (!getChildren().equals(nodes)) {
      getChildren().setAll(nodes);
    }
    requestLayout();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return rows(width) * leastHeight;
  }

  @Override
  protected double computePrefHeight(double width) {
    return computeMinHeight(width);
  }

  @Override
  protected void layoutChildren() {
    int columns = columns(getWidth());
    double width = Math.floor(getWidth() / columns);
    double height = Math.floor(getHeight() / Math.max(1, rows(getWidth())));
    for (int i = 0; i < getChildren().size(); i++) {
      getChildren().get(i).resizeRelocate(i % columns * width, i / columns * height, width, height);
    }
  }

  private int rows(double width) {
    return Math.ceilDiv(getChildren().size(), columns(width));
  }

  private int columns(double width) {
    int most = Math.max(1, getChildren().size());
    return width < 0 ? most : Math.clamp((long) (width / NARROWEST), 1, most);
  }
}
