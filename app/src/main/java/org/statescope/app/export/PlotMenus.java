package org.statescope.app.export;

import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.statescope.app.plot.FigurePlot;
import org.statescope.app.plot.PlotMenuEvent;
import org.statescope.app.texts.Texts;

/// The menu of every plot below a node, and the way to it by the keyboard. Plots need not know that
/// they can be written: whatever is a [FigurePlot] gets the menu. Where the plot lies in a
/// [SystemHolder], its selected system can be written as well.
public final class PlotMenus {
  private final Parent root;
  private final PlotExport export;
  private final ContextMenu menu = new ContextMenu();

  /// @param root what holds the plots
  public PlotMenus(Parent root, PlotExport export) {
    this.root = root;
    this.export = export;
    menu.setId("plot-menu");
    root.addEventHandler(
        PlotMenuEvent.MENU,
        event -> {
          if (event.getTarget() instanceof FigurePlot plot) {
            show(plot, event.screenX(), event.screenY());
            event.consume();
          }
        });
    root.addEventHandler(
        SystemExportEvent.EXPORT,
        event -> {
          if (event.getTarget() instanceof Node node) {
            around(node).ifPresent(system -> export.export(system, event.format()));
            event.consume();
          }
        });
  }

  /// Opens the menu of the focused plot, or of the first one on the page.
  public void showForCurrent() {
    current()
        .ifPresent(
            plot -> {
              Bounds bounds = plot.node().localToScreen(plot.node().getLayoutBounds());
              show(plot, bounds.getCenterX(), bounds.getCenterY());
            });
  }

  /// Writes the focused plot, or the first one on the page.
  public void export(FigureFormat format) {
    current().ifPresent(plot -> export.export(plot, format));
  }

  /// The plot that a command without a plot means; empty on a page without plots.
  public Optional<FigurePlot> current() {
    Node focused = root.getScene() == null ? null : root.getScene().getFocusOwner();
    return focused instanceof FigurePlot plot ? Optional.of(plot) : first(root);
  }

  /// The selected system of the page.
  public Optional<NamedSystem> currentSystem() {
    return current().flatMap(plot -> around(plot.node()));
  }

  private static Optional<NamedSystem> around(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at instanceof SystemHolder holder) {
        return holder.selectedSystem();
      }
    }
    return Optional.empty();
  }

  private static Optional<FigurePlot> first(Node node) {
    if (!node.isVisible()) {
      return Optional.empty();
    }
    if (node instanceof FigurePlot plot) {
      return Optional.of(plot);
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child).stream())
            .findFirst()
        : Optional.empty();
  }

  private void show(FigurePlot plot, double x, double y) {
    menu.getItems().clear();
    for (FigureFormat format : FigureFormat.values()) {
      MenuItem item = new MenuItem(Texts.text("export.as." + format.extension()));
      item.setId("export-" + format.extension());
      item.setOnAction(event -> export.export(plot, format));
      menu.getItems().add(item);
    }
    around(plot.node()).ifPresent(this::addSystem);
    menu.show(plot.node(), x, y);
  }

  private void addSystem(NamedSystem system) {
    menu.getItems().add(new SeparatorMenuItem());
    for (SystemFormat format : SystemFormat.values()) {
      MenuItem item = new MenuItem(Texts.text(format.commandKey()));
      item.setId("export-system-" + format.extension());
      item.setOnAction(event -> export.export(system, format));
      menu.getItems().add(item);
    }
  }
}
