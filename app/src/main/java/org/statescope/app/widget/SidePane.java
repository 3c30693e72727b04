package org.statescope.app.widget;

import javafx.scene.Cursor;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A pane at the left that keeps its width while the window grows, and a border to drag it by.
/// JavaFX's split pane keeps shares instead, and sets them anew in its first layout.
public final class SidePane extends HBox {
  private final Region side;
  private final Region border = new Region();
  private final double least;
  private double grabbedAt;
  private double grabbedWidth;

  /// @param least the narrowest the side may become, in pixels
  public SidePane(Region side, Region main, double least, double width) {
    this.side = side;
    this.least = least;
    border.getStyleClass().add("side-border");
    border.setCursor(Cursor.H_RESIZE);
    border.setOnMousePressed(this::grab);
    border.setOnMouseDragged(this::drag);
    main.setMinWidth(0);
    Rectangle inside = new Rectangle();
    inside.widthProperty().bind(main.widthProperty());
    inside.heightProperty().bind(main.heightProperty());
    main.setClip(inside);
    HBox.setHgrow(main, Priority.ALWAYS);
    setSideWidth(width);
    getChildren().addAll(side, border, main);
  }

  public double sideWidth() {
    return side.getPrefWidth();
  }

  /// Gives the side a width; one that is too narrow becomes the narrowest allowed.
  public void setSideWidth(double width) {
    double allowed = Math.max(least, width);
    side.setMinWidth(allowed);
    side.setPrefWidth(allowed);
    side.setMaxWidth(allowed);
  }

  /// Shows or hides the side and its border.
  public void setSideShown(boolean shown) {
    side.setVisible(shown);
    side.setManaged(shown);
    border.setVisible(shown);
    border.setManaged(shown);
  }

  public boolean isSideShown() {
    return side.isVisible();
  }

  private void grab(MouseEvent event) {
    grabbedAt = event.getScreenX();
    grabbedWidth = sideWidth();
  }

  private void drag(MouseEvent event) {
    double wanted = grabbedWidth + event.getScreenX() - grabbedAt;
    setSideWidth(Math.min(wanted, getWidth() / 2));
  }
}
