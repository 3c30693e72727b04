package org.statescope.app.plot;

import javafx.scene.Node;

/// A plot that can be taken out of the window; a [Node] that receives [PlotMenuEvent]s.
public interface FigurePlot {
  /// What the plot shows now. Called on the JavaFX thread, and quick: drawing comes later.
  Figure figure();

  /// Whether there is anything to take out.
  boolean isDrawn();

  /// The plot itself.
  Node node();
}
