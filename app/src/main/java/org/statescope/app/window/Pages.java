package org.statescope.app.window;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.statescope.app.compare.CompareView;
import org.statescope.app.live.LiveView;
import org.statescope.app.poles.PolesView;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.EmptyState;

/// The place where one page at a time is shown. A page about runs gives way to advice while no run
/// is ticked.
final class Pages extends StackPane {
  private final Map<Page, Node> nodes = new EnumMap<>(Page.class);
  private final Map<Page, Node> advice = new EnumMap<>(Page.class);

  Pages(ObjectProperty<Page> page, LabModels models, Node start) {
    getStyleClass().add("pages");
    nodes.put(Page.START, start);
    nodes.put(Page.LIVE, new LiveView(models.live(), models.chartTheme()));
    nodes.put(Page.POLES, new PolesView(models.poles(), models.chartTheme()));
    nodes.put(
        Page.COMPARE,
        new CompareView(
            models.compare(),
            models.chartTheme().coloursProperty(),
            new LiveView(models.live(), models.chartTheme()),
            new PolesView(models.poles(), models.chartTheme())));
    for (Page each : new Page[] {Page.LIVE, Page.POLES, Page.COMPARE}) {
      advice.put(
          each,
          new EmptyState(
              each.icon(),
              Texts.text(each.key() + ".empty"),
              Texts.text(each.key() + ".emptyAdvice")));
    }
    BooleanBinding anyShown = Bindings.isNotEmpty(models.live().runs());
    Bindings.createObjectBinding(() -> node(page.get(), anyShown.get()), page, anyShown)
        .subscribe(node -> getChildren().setAll(node));
  }

  private Node node(Page page, boolean anyShown) {
    boolean shows = anyShown || page == Page.START;
    return Objects.requireNonNull(shows ? nodes.get(page) : advice.get(page));
  }
}
