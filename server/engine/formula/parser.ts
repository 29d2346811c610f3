import { add, constant, type Expression, minus, negate, over, power, times } from "../expression.ts";
import { of } from "../functions.ts";
import { CASES, FRACTION } from "./characters.ts";
import { cases, equality, indicator, isComparing, otherwise } from "./conditions.ts";
import { Cursor } from "./cursor.ts";
import { derivative } from "./derivative.ts";
import { applied, slopeOf } from "./functions.ts";
import type { Token } from "./lexer.ts";
import { bindingOf, infixSign, POWER, SIGN } from "./precedence.ts";
import { Stop } from "./unreadable.ts";
import type { UnitFunction, Vocabulary } from "./vocabulary.ts";

/** A Pratt parser: sum < product < sign < power; what follows without a sign is multiplied. */
export class Parser {
  private readonly cursor: Cursor;
  private readonly vocabulary: Vocabulary;

  constructor(tokens: readonly Token[], vocabulary: Vocabulary) {
    this.cursor = new Cursor(tokens);
    this.vocabulary = vocabulary;
  }

  read(): Expression {
    if (this.cursor.isAtEnd()) throw new Stop("empty", 0, "Nothing is written here.", "还没有填写答案。");
    const e = this.whole();
    if (!this.cursor.isAtEnd()) throw this.cursor.expected("an operator or the end", "运算符或结尾");
    return e;
  }

  /** An expression, perhaps with the condition under which it is meant. */
  private whole(): Expression {
    const e = this.expression(0);
    return this.cursor.take("if") ? this.node(otherwise(this.cursor, e, this.part)) : e;
  }

  /** A part that stands between signs of its own. */
  private readonly part = (): Expression => this.expression(0);

  private node(e: Expression): Expression {
    this.cursor.count();
    return e;
  }

  /** Everything from here that holds together more tightly than `level`. */
  private expression(level: number): Expression {
    return this.cursor.nested(() => {
      let left = this.prefix();
      for (let binding = bindingOf(this.cursor.token); binding > level; binding = bindingOf(this.cursor.token))
        left = this.infix(left, binding);
      return left;
    });
  }

  private infix(left: Expression, binding: number): Expression {
    const position = this.cursor.token.position;
    const sign = infixSign(this.cursor.token);
    if (sign) this.cursor.next();
    if (sign === "'") return this.node(this.later(left, position));
    const right = sign === "^" ? this.exponent() : this.expression(binding);
    switch (sign) {
      case "+":
        return this.node(add(left, right));
      case "-":
        return this.node(minus(left, right));
      case "/":
        return this.node(over(left, right));
      case "^":
        return this.node(power(left, right));
      default:
        return this.node(times(left, right));
    }
  }

  /** A sign belongs to the exponent, and a power of a power is read from the right. */
  private exponent(): Expression {
    return this.expression(POWER - 1);
  }

  private later(e: Expression, position: number): Expression {
    const later = e.kind === "quantity" ? this.vocabulary.network.later(e) : e;
    if (later !== e) return later;
    throw new Stop(
      "no later value",
      position,
      "A prime stands for the value after the update, and this has none.",
      "撇号表示更新后的值，而这里没有更新后的值。",
    );
  }

  private prefix(): Expression {
    const token = this.cursor.next();
    switch (token.kind) {
      case "number":
        return this.node(constant(token.text));
      case "quantity":
        return this.node(token.quantity);
      case "derivative":
        return this.node(derivative(this.vocabulary, token));
      case "unit function":
        return this.node(this.unitFunction(token));
      case "function":
        return this.node(this.application(token));
      case "sign":
        return this.opening(token.sign, token.position);
      default:
        throw operandMissing(token.position);
    }
  }

  private opening(sign: string, position: number): Expression {
    switch (sign) {
      case "-":
        return this.node(negate(this.expression(SIGN)));
      case "+":
        return this.expression(SIGN);
      case "(":
        return this.group(")");
      case "{":
        return this.group("}");
      case "[":
        return this.bracket();
      case "|":
        return this.node(of.abs(this.group("|")));
      case "e^":
        return this.node(of.exp(this.exponent()));
      case FRACTION:
        return this.node(over(this.argument(), this.argument()));
      case CASES.open:
        return this.node(cases(this.cursor, this.part));
      default:
        throw operandMissing(position);
    }
  }

  /** Parentheses around a condition are 1 where it holds. */
  private group(close: string): Expression {
    const e = close === "|" ? this.expression(0) : this.whole();
    const value = isComparing(this.cursor) ? this.node(indicator(this.cursor, e, this.part)) : e;
    this.cursor.close(close);
    return value;
  }

  /** In square brackets, [z = max(y, z)] is 1 where it holds too. */
  private bracket(): Expression {
    const left = this.expression(0);
    const value = this.cursor.take("=") ? this.node(equality(left, this.expression(0))) : left;
    const whole = isComparing(this.cursor) ? this.node(indicator(this.cursor, value, this.part)) : value;
    this.cursor.close("]");
    return whole;
  }

  /** What a LaTeX command takes: a group, or one digit or name. */
  private argument(): Expression {
    if (this.cursor.take("{")) return this.group("}");
    const { token } = this.cursor;
    if (token.kind !== "number" && token.kind !== "quantity") throw this.cursor.expected('"{"', "“{”");
    return this.prefix();
  }

  /** sigma(x), sigma'(x), tanh^2(x), or ln x. */
  private application(token: Token & { readonly kind: "function" }): Expression {
    const primed = this.cursor.take("'");
    const raised = this.cursor.take("^") ? this.prefix() : undefined;
    const args = this.args();
    const whole = applied(this.vocabulary.network, token.row, args);
    if (!whole)
      throw new Stop(
        "wrong arguments",
        token.position,
        "This function does not take what stands after it.",
        "这个函数的自变量不对。",
      );
    const value = primed ? slopeOf(this.vocabulary.network, whole) : whole;
    return raised ? this.node(power(value, raised)) : value;
  }

  /** σ'_o1, f_6'(e_6): the argument may be left out, since the index says it. */
  private unitFunction({ net, primed }: UnitFunction): Expression {
    const isSlope = this.cursor.take("'") || primed;
    this.cursor.takeInParentheses(net);
    const whole = applied(this.vocabulary.network, "f", [net])!;
    return isSlope ? slopeOf(this.vocabulary.network, whole) : whole;
  }

  private args(): Expression[] {
    const close = this.cursor.isSign("{") ? "}" : ")";
    if (!this.cursor.take("(") && !this.cursor.take("{")) return [this.expression(SIGN)];
    const args = [this.expression(0)];
    while (this.cursor.take(",")) args.push(this.expression(0));
    this.cursor.close(close);
    return args;
  }
}

const operandMissing = (position: number): Stop =>
  new Stop("unexpected", position, 'Expected a name, a number or "(" here.', "此处应为名称、数字或“(”。");
