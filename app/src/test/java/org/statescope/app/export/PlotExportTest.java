package org.statescope.app.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.live.LiveModel;
import org.statescope.app.live.LiveView;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigurePlot;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.PolesView;
import org.statescope.training.run.RunFolder;

/// A user opens the menu of a plot and writes it to a file.
class PlotExportTest {
  private static final int STEPS = 3000;
  private static final int VALIDATIONS = STEPS / 50;
  private static final Path KEPT = Path.of("target", "screenshots", "export");

  @TempDir Path folder;
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final List<String> told = new ArrayList<>();
  private final List<Optional<Path>> beginnings = new ArrayList<>();
  private BackgroundTasks tasks;
  private LiveModel live;
  private PolesModel poles;
  private LiveView liveView;
  private PolesView polesView;
  private PlotExport export;
  private PlotMenus menus;
  private Path target;
  private Stage stage;

  @BeforeEach
  void openOneRun() throws IOException {
    RunFolder run = SampleRuns.create(folder.resolve("runs"), "sc-mamba-tiny", STEPS, 1);
    SampleRuns.writeDynamics(run, 1, 0, 100, 500, 1000, 3000);
    ShownRun shown = new ShownRun(run.path(), "Ω, a \"quoted\" run", 1);
    target = folder;
    BorderPane place = new BorderPane();
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> told.add("unexpected: " + failure));
          StepCursor cursor = new StepCursor();
          live = new LiveModel(cursor, background, Platform::runLater);
          poles = new PolesModel(cursor, background, Platform::runLater);
          live.runs().add(shown);
          poles.runs().add(shown);
          liveView = new LiveView(live, new ChartTheme());
          polesView = new PolesView(poles, new ChartTheme());
          export = new PlotExport(tasks, this::choose, Optional.empty(), told::add);
          menus = new PlotMenus(place, export);
          place.setCenter(liveView);
        });
    stage = Screenshots.show(place, 1000, 640, false);
    Fx.waitUntil(
        "the loss is drawn",
        20,
        () -> plot(LinePlot.class).map(loss -> loss.pointsPerPixel() > 1).orElse(false));
  }

  private Optional<Path> choose(FileFormat format, Optional<Path> from, String name) {
    beginnings.add(from);
    return Optional.of(target.resolve(name));
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          liveView.close();
          polesView.close();
          live.close();
          poles.close();
          stage.close();
          tasks.close();
        });
    background.shutdown();
  }

  @Test
  void theRightButtonOffersFourKindsAndCsvHoldsEveryPoint() throws IOException {
    LinePlot loss = plot(LinePlot.class).orElseThrow();
    assertTrue(Fx.on(loss::pointsPerPixel) > 1, "the screen shows fewer points than there are");
    Fx.run(() -> Pointer.drag(loss, 200, 80, 200, 80, MouseButton.SECONDARY, false));
    choose("export-csv");
    List<String> lines = written("loss.csv");
    assertEquals("run,quantity,step,value,smoothed", lines.getFirst());
    assertEquals(1 + STEPS + VALIDATIONS, lines.size());
    String name = "\"Ω, a \"\"quoted\"\" run\"";
    assertTrue(lines.get(1).startsWith(name + ",train/loss,1,"), lines.get(1));
    assertTrue(lines.getLast().startsWith(name + ",validation/loss,3000,"), lines.getLast());
    assertTrue(lines.getLast().endsWith(","), "validation is not smoothed");
  }

  @Test
  void draggingWithTheRightButtonPansAndOpensNoMenu() {
    LinePlot loss = plot(LinePlot.class).orElseThrow();
    Fx.run(() -> Pointer.drag(loss, 200, 80, 260, 80, MouseButton.SECONDARY, false));
    assertFalse(menuIsShown());
  }

  @Test
  void theMenuKeyOpensTheMenuToo() {
    LinePlot loss = plot(LinePlot.class).orElseThrow();
    Fx.run(
        () ->
            Event.fireEvent(
                loss,
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED, 9, 9, 9, 9, true, null)));
    Fx.waitUntil("the menu is shown", 5, PlotExportTest::menuIsShown);
  }

  @Test
  void svgIsVectorsAndText() throws IOException {
    Fx.run(() -> menus.export(FigureFormat.SVG));
    String svg = String.join("\n", written("loss.svg"));
    assertTrue(svg.contains("<path"), "curves");
    assertTrue(svg.contains("Loss") && svg.contains(">step<"), "title and axis are text");
    assertFalse(svg.contains("<image"), "no picture");
  }

  @Test
  void pdfCarriesItsFontAndItsTextCanBeSelected() throws IOException {
    showPoles();
    Fx.run(() -> menus.export(FigureFormat.PDF));
    written("s-plane.pdf");
    try (PDDocument document = Loader.loadPDF(folder.resolve("s-plane.pdf").toFile())) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("s-plane"), text);
      assertTrue(text.contains("Ω, a \"quoted\" run, step 3000"), text);
      assertTrue(text.contains("ζ 0.5"), text);
      assertNoPicturesAndEmbeddedFonts(document.getPage(0).getResources());
    }
  }

  private static void assertNoPicturesAndEmbeddedFonts(PDResources resources) throws IOException {
    for (COSName font : resources.getFontNames()) {
      assertTrue(resources.getFont(font).isEmbedded(), font.getName());
    }
    for (COSName name : resources.getXObjectNames()) {
      assertFalse(resources.isImageXObject(name), "a picture: " + name.getName());
      if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
        assertNoPicturesAndEmbeddedFonts(form.getResources());
      }
    }
  }

  @Test
  void csvOfAPoleMapGivesEveryPoleItsAddress() throws IOException {
    showPoles();
    PoleMapPlot map = plot(PoleMapPlot.class).orElseThrow();
    Fx.run(() -> menus.export(FigureFormat.CSV));
    List<String> lines = written("s-plane.csv");
    assertEquals(1 + Fx.on(() -> map.scene().now().size()), lines.size());
    assertEquals(
        "run,step,layer,channel,state,s_real,s_imaginary,z_real,z_imaginary", lines.getFirst());
    String[] first = lines.get(1).replaceFirst("^\".*\",", "").split(",");
    assertEquals("3000", first[0]);
    assertEquals(Fx.on(() -> map.scene().now().real()[0]), Double.parseDouble(first[4]));
  }

  @Test
  void pngHasTwoPixelsForEachOfTheScreen() throws IOException {
    LinePlot loss = plot(LinePlot.class).orElseThrow();
    Fx.run(() -> menus.export(FigureFormat.PNG));
    written("loss.png", false);
    BufferedImage image = ImageIO.read(folder.resolve("loss.png").toFile());
    assertEquals(Math.ceil(2 * Fx.on(loss::getWidth)), image.getWidth());
    assertEquals(0xffffff, image.getRGB(image.getWidth() - 2, 1) & 0xffffff, "white paper");
  }

  @Test
  void theLastFolderIsRememberedAndAFailureIsASentence() throws IOException {
    Path old = Files.writeString(folder.resolve("loss.svg"), "an older figure");
    Fx.run(() -> menus.export(FigureFormat.SVG));
    written("loss.svg");
    assertFalse(Files.readString(old).equals("an older figure"));
    target = folder.resolve("gone");
    Fx.run(() -> menus.export(FigureFormat.SVG));
    Fx.waitUntil("a sentence is shown", 20, () -> !told.isEmpty());
    assertTrue(told.getFirst().contains("gone: choose another one"), told.getFirst());
    assertEquals(List.of(Optional.empty(), Optional.of(folder.toAbsolutePath())), beginnings);
    try (Stream<Path> files = Files.list(folder)) {
      assertArrayEquals(
          new String[0],
          files.map(Path::toString).filter(name -> name.endsWith(".part")).toArray());
    }
  }

  /// Every kind of every plot, kept as build output for whoever wants to look.
  @Test
  void examplesAreKept() throws IOException {
    Files.createDirectories(KEPT);
    target = KEPT;
    for (FigureFormat format : FigureFormat.values()) {
      Fx.run(() -> menus.export(format));
    }
    showPoles();
    for (FigureFormat format : FigureFormat.values()) {
      Fx.run(() -> menus.export(format));
    }
    Fx.waitUntil("all is written", 30, () -> tasks.running().isEmpty());
    assertEquals(List.of(), told);
    try (Stream<Path> files = Files.list(KEPT)) {
      assertTrue(files.count() >= 8);
    }
  }

  private void showPoles() {
    Fx.run(() -> ((BorderPane) stage.getScene().getRoot()).setCenter(polesView));
    Fx.waitUntil(
        "the poles are drawn",
        20,
        () ->
            plot(PoleMapPlot.class)
                .map(map -> map.isDrawn() && map.scene().now().size() > 0)
                .orElse(false));
  }

  private <T extends FigurePlot> Optional<T> plot(Class<T> type) {
    return Fx.on(() -> first(stage.getScene().getRoot(), type));
  }

  private static <T> Optional<T> first(Node node, Class<T> type) {
    if (type.isInstance(node)) {
      return Optional.of(type.cast(node));
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child, type).stream())
            .findFirst()
        : Optional.empty();
  }

  private List<String> written(String name) throws IOException {
    return written(name, true);
  }

  private List<String> written(String name, boolean text) throws IOException {
    Fx.waitUntil("the file is written", 30, () -> tasks.running().isEmpty());
    assertEquals(List.of(), told);
    Path file = folder.resolve(name);
    assertTrue(Files.size(file) > 0, name);
    return text && !name.endsWith(".pdf") ? Files.readAllLines(file) : List.of();
  }

  private static boolean menuIsShown() {
    return menu().isPresent();
  }

  private static Optional<ContextMenu> menu() {
    return Fx.on(
        () ->
            StreamSupport.stream(Window.getWindows().spliterator(), false)
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(menu -> "plot-menu".equals(menu.getId()))
                .findFirst());
  }

  private static void choose(String item) {
    Fx.waitUntil("the menu is shown", 5, PlotExportTest::menuIsShown);
    ContextMenu menu = menu().orElseThrow();
    Fx.run(
        () -> {
          assertEquals(
              List.of("export-png", "export-svg", "export-pdf", "export-csv"),
              menu.getItems().stream().map(MenuItem::getId).toList());
          menu.getItems().stream()
              .filter(each -> each.getId().equals(item))
              .forEach(MenuItem::fire);
          menu.hide();
        });
  }
}
