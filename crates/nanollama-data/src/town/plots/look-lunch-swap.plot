title lunches that changed hands
cast a: child
cast t: teacher
cast b: child
cast c: child
cast d: child
cast e: child
word x1: a cheese sandwich, a boiled egg, a cold pancake, a jam roll, a slice of plum cake, a bag of raisins, a ham sandwich, a piece of honeycomb, a potato pasty, a pear, a roll with chives, a bag of walnuts, a carrot
word x2: a cheese sandwich, a boiled egg, a cold pancake, a jam roll, a slice of plum cake, a bag of raisins, a ham sandwich, a piece of honeycomb, a potato pasty, a pear, a roll with chives, a bag of walnuts, a carrot
word x3: a cheese sandwich, a boiled egg, a cold pancake, a jam roll, a slice of plum cake, a bag of raisins, a ham sandwich, a piece of honeycomb, a potato pasty, a pear, a roll with chives, a bag of walnuts, a carrot
word x4: a cheese sandwich, a boiled egg, a cold pancake, a jam roll, a slice of plum cake, a bag of raisins, a ham sandwich, a piece of honeycomb, a potato pasty, a pear, a roll with chives, a bag of walnuts, a carrot
word q1: because lunch was the same every day, because the other one smelled better, just for fun, for the sake of friendship, out of curiosity, because a change is always welcome, because they had promised it the day before
word q2: because lunch was the same every day, because the other one smelled better, just for fun, for the sake of friendship, out of curiosity, because a change is always welcome, because they had promised it the day before
word where: in the shade of the school wall, on the steps of the school, under the chestnut tree, round the big stove
word own: a bread crust, a cabbage sandwich, an oat biscuit, a cold dumpling

beat start
3: At noon {a.intro} sat {where} with {b.name}, {c.name}, {d.name} and {e.name}, and everyone unpacked lunch
3: The bell rang for the long break, and five hungry children sat down {where}, {a.intro} among them
1: At noon I sat {where} with {b.name}, {c.name}, {d.name} and {e.name}, and everyone unpacked lunch
1: The bell rang for the long break, and I sat down {where} with four hungry friends
beat mix start
{b.name} had {x1}
In {b.name}'s box was {x1}
{b.name} had brought {x1} from home
{b.name}'s lunch was {x1}
beat mix start
{c.name} unpacked {x2}
{c.name} took {x2} out of a red cloth
For {c.name} there was {x2}
What {c.name} found was {x2}
beat mix start
{d.name} opened a tin, and in it was {x3}
{d.name} held {x3} in one hand
{x3} was all that {d.name} had
{d.name} unwrapped {x3}
beat mix start
{e.name} put {x4} on a napkin
{e.name} looked at {x4} and sighed
There was {x4} for {e.name}
{e.name} pulled {x4} out of a bag
beat say b to a
Who wants to swap? You give the sign, {a.name}
Let us all swap! Count to three for us, {a.name}
beat say a
One, two, three!
Ready? One, two and three!
beat mix start
{b.name} and {c.name} changed lunches {q1}
{c.name} made an exchange with {b.name} {q1}
{b.name} gave it all to {c.name} and took {c.name}'s lunch instead, {q1}
beat mix start
{d.name} swapped with {e.name} {q2}
{e.name} and {d.name} traded {q2}
{d.name} gave it all to {e.name} and took {e.name}'s lunch instead, {q2}
beat but
3: {a} had only {own}, and there was nobody left to swap with
1: I had only {own}, and there was nobody left to swap with
beat say e to a
Here is a bite of mine, {a.name}
Who said that five cannot swap? Hold out your hand, {a.name}
beat so
each of them broke off a piece, and {a} had four kinds of lunch
in the end {a} had a little of everything and the fullest lap of all
beat when
{t.intro} came to the door and called everybody in
the bell rang again
beat start
there was nothing left but crumbs
only the paper was left
beat maybe start
From then on lunch was a surprise for everyone, every day
At home nobody could understand why the children suddenly liked everything
beat maybe start
@glad a

ask what x1
? What had {b.name} brought
? What did {b.name} have before the swap
! {b.name} had {x1} at first
! It was {x1}
ask who b
? Who had brought {x1}
? To whom did {x1} belong at first
! {x1} belonged to {b.name} at first
! It was {b.name} who had it
ask what x2
? What had {c.name} brought
? What did {c.name} have before the swap
! {c.name} had {x2} at first
! It was {x2}
ask who c
? Who had brought {x2}
? To whom did {x2} belong at first
! {x2} belonged to {c.name} at first
! It was {c.name} who had it
ask what x3
? What had {d.name} brought
? What did {d.name} have before the swap
! {d.name} had {x3} at first
! It was {x3}
ask who d
? Who had brought {x3}
? To whom did {x3} belong at first
! {x3} belonged to {d.name} at first
! It was {d.name} who had it
ask what x4
? What had {e.name} brought
? What did {e.name} have before the swap
! {e.name} had {x4} at first
! It was {x4}
ask who e
? Who had brought {x4}
? To whom did {x4} belong at first
! {x4} belonged to {e.name} at first
! It was {e.name} who had it
ask what x2
? What did {b.name} have after the swap
? What did {b.name} get in exchange
! {b.name} got {x2} from {c.name}
! It was {x2}
ask who c
? Who was it that {b.name} swapped with
? Who changed lunches with {b.name}
! It was {c.name}
! {b.name} changed lunches with {c.name}
ask what x1
? What did {c.name} have after the swap
? What did {c.name} get in exchange
! {c.name} got {x1} from {b.name}
! It was {x1}
ask who b
? Who was it that {c.name} swapped with
? Who changed lunches with {c.name}
! It was {b.name}
! {c.name} changed lunches with {b.name}
ask what x4
? What did {d.name} have after the swap
? What did {d.name} get in exchange
! {d.name} got {x4} from {e.name}
! It was {x4}
ask who e
? Who was it that {d.name} swapped with
? Who changed lunches with {d.name}
! It was {e.name}
! {d.name} changed lunches with {e.name}
ask what x3
? What did {e.name} have after the swap
? What did {e.name} get in exchange
! {e.name} got {x3} from {d.name}
! It was {x3}
ask who d
? Who was it that {e.name} swapped with
? Who changed lunches with {e.name}
! It was {d.name}
! {e.name} changed lunches with {d.name}
ask why q1
? Why did {b.name} and {c.name} swap
! They did it {q1}
! {b.name} and {c.name} changed lunches {q1}
ask why q2
? Why did {d.name} and {e.name} swap
! They did it {q2}
! {d.name} and {e.name} traded {q2}
ask what own
? What had {a.name} brought
? What was {a.my} lunch
! {a.name} had {own}
! It was {own}
