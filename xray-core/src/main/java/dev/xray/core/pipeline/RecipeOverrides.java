package dev.xray.core.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Changes settings of a recipe by their dotted names, which are the paths of its record components.
 */
final class RecipeOverrides {
  /** The article's values tell the type of each setting. */
  private static final ObjectNode TYPES = tree(Recipe.article());

  /** Settings that are text; all other text is the name of a constant. */
  private static final Set<String> TEXTS =
      Set.of("threshold", "split.testSources", "evaluation.slices");

  private RecipeOverrides() {}

  static Recipe apply(Recipe recipe, Map<String, Object> settings) throws SettingException {
    ObjectNode tree = tree(recipe);
    Recipe changed = recipe;
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      set(tree, setting.getKey(), setting.getValue());
      changed = read(tree, setting.getKey(), setting.getValue());
    }
    return changed;
  }

  /** A recipe as JSON with every setting, also those that JSON leaves out where they are 0. */
  static ObjectNode tree(Recipe recipe) {
    ObjectNode tree = Json.MAPPER.valueToTree(recipe);
    show(tree, "preprocessing", "crop", recipe.preprocessing().crop());
    show(tree, "augmentation", "foreignBorder", recipe.augmentation().foreignBorder());
    return tree;
  }

  private static void show(ObjectNode tree, String group, String setting, double value) {
    ((ObjectNode) tree.get(group)).put(setting, value);
  }

  /** Dotted names of all settings, in the order of the record components. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    collect(TYPES.deepCopy().without("name"), "", names);
    return names;
  }

  private static void collect(ObjectNode node, String prefix, List<String> names) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue() instanceof ObjectNode child) {
        collect(child, name + ".", names);
      } else {
        names.add(name);
      }
    }
  }

  private static void set(ObjectNode tree, String name, Object value) throws SettingException {
    if (!names().contains(name)) {
      throw new SettingException(
          name, "is no setting. The settings are " + String.join(", ", names()) + ".");
    }
    int dot = name.lastIndexOf('.');
    ObjectNode parent =
        dot < 0 ? tree : (ObjectNode) tree.at("/" + name.substring(0, dot).replace('.', '/'));
    String field = name.substring(dot + 1);
    parent.set(field, convert(name, TYPES.at("/" + name.replace('.', '/')), value));
  }

  /** Brings a value, which may be text from a POM, to the setting's type. */
  private static JsonNode convert(String name, JsonNode type, Object value)
      throws SettingException {
    if (type instanceof ArrayNode array) {
      return convertList(name, array, value);
    }
    String text = value.toString().trim();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (TEXTS.contains(name)) {
      return nodes.textNode(text);
    }
    try {
      if (type.isBoolean()) {
        return nodes.booleanNode(parseBoolean(text));
      }
      if (type.isIntegralNumber()) {
        return nodes.numberNode(Integer.parseInt(text));
      }
      if (type.isNumber()) {
        return nodes.numberNode(Double.parseDouble(text));
      }
      return nodes.textNode(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new SettingException(name, "is '" + text + "', but must be " + typeOf(type) + ".");
    }
  }

  private static JsonNode convertList(String name, ArrayNode type, Object value)
      throws SettingException {
    List<?> items =
        value instanceof List<?> list
            ? list
            : Arrays.stream(value.toString().split(",")).filter(item -> !item.isBlank()).toList();
    ArrayNode converted = JsonNodeFactory.instance.arrayNode();
    for (Object item : items) {
      converted.add(convert(name, type.get(0), item));
    }
    return converted;
  }

  private static boolean parseBoolean(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new IllegalArgumentException(text);
  }

  private static String typeOf(JsonNode node) {
    if (node.isBoolean()) {
      return "true or false";
    }
    return node.isIntegralNumber() ? "a whole number" : "a number";
  }

  /** All but the values of enumerations has been checked before. */
  private static Recipe read(ObjectNode tree, String name, Object value) throws SettingException {
    try {
      return Json.MAPPER.treeToValue(tree, Recipe.class);
    } catch (InvalidFormatException e) {
      String known =
          Arrays.stream(e.getTargetType().getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
              .reduce((a, b) -> a + ", " + b)
              .orElse("");
      throw new SettingException(name, "is '" + value + "', but must be one of " + known + ".");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A checked recipe cannot be read back", e);
    }
  }
}
