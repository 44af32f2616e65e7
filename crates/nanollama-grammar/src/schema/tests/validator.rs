//! Whether a value is one of a schema's, read straight from the schema: another way than the grammar's, for the keywords that
//! [`super::random`] makes.

use serde_json::Value;

/// Whether a value is allowed. `whole` is what references point into.
pub(super) fn is_valid(whole: &Value, schema: &Value, value: &Value) -> bool {
    let Some(keywords) = schema.as_object() else { return schema == true };
    let number = |name: &str| schema[name].as_f64();
    let count = |name: &str| schema[name].as_u64();
    let within = |length: usize, least: &str, most: &str| {
        count(least).is_none_or(|least| length as u64 >= least) && count(most).is_none_or(|most| length as u64 <= most)
    };
    for (name, said) in keywords {
        let good = match name.as_str() {
            "$ref" => is_valid(whole, whole.pointer(&said.as_str().unwrap()[1..]).unwrap(), value),
            "type" => match said {
                Value::Array(names) => names.iter().any(|name| is_of(name.as_str().unwrap(), value)),
                name => is_of(name.as_str().unwrap(), value),
            },
            "enum" => said.as_array().unwrap().contains(value),
            "const" => said == value,
            "anyOf" => said.as_array().unwrap().iter().any(|branch| is_valid(whole, branch, value)),
            "oneOf" => said.as_array().unwrap().iter().filter(|branch| is_valid(whole, branch, value)).count() == 1,
            "allOf" => said.as_array().unwrap().iter().all(|branch| is_valid(whole, branch, value)),
            "minimum" => value.as_f64().is_none_or(|value| value >= number(name).unwrap()),
            "maximum" => value.as_f64().is_none_or(|value| value <= number(name).unwrap()),
            "exclusiveMinimum" => value.as_f64().is_none_or(|value| value > number(name).unwrap()),
            "exclusiveMaximum" => value.as_f64().is_none_or(|value| value < number(name).unwrap()),
            "minLength" | "maxLength" => {
                value.as_str().is_none_or(|text| within(text.chars().count(), "minLength", "maxLength"))
            }
            "minItems" | "maxItems" => value.as_array().is_none_or(|list| within(list.len(), "minItems", "maxItems")),
            "required" => value.as_object().is_none_or(|map| {
                said.as_array().unwrap().iter().all(|name| map.contains_key(name.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|map| {
                map.iter().all(|(name, value)| said.get(name).is_none_or(|schema| is_valid(whole, schema, value)))
                    // Nothing is said of others: those that are named are all.
                    && (keywords.contains_key("additionalProperties") || map.keys().all(|name| said.get(name).is_some()))
                    && in_order(said, map)
            }),
            "additionalProperties" => value.as_object().is_none_or(|map| {
                let known = |name: &String| schema.get("properties").is_some_and(|all| all.get(name).is_some());
                map.iter().filter(|(name, _)| !known(name)).all(|(_, value)| is_valid(whole, said, value))
            }),
            "prefixItems" => value.as_array().is_none_or(|list| {
                let first = said.as_array().unwrap();
                list.iter().zip(first).all(|(value, schema)| is_valid(whole, schema, value))
                    && (keywords.contains_key("items") || list.len() <= first.len())
                    && (keywords.contains_key("minItems") || list.len() >= first.len().min(count("maxItems").unwrap_or(99) as usize))
            }),
            "items" => value.as_array().is_none_or(|list| {
                let first = schema["prefixItems"].as_array().map_or(0, Vec::len);
                list.iter().skip(first).all(|value| is_valid(whole, said, value))
            }),
            "$defs" | "title" | "description" => true,
            other => panic!("{other}"),
        };
        if !good {
            return false;
        }
    }
    true
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    }
}

/// Properties that are named come in their order, others behind them: what the grammar asks for beyond the schema.
fn in_order(named: &Value, map: &serde_json::Map<String, Value>) -> bool {
    let place = |name: &String| named.as_object().unwrap().keys().position(|other| other == name).unwrap_or(usize::MAX);
    map.keys().map(place).is_sorted()
}
