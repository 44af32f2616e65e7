title half a lunch
cast a: child she
cast b: child he
word f: cheese sandwich, egg sandwich, slice of meat pie, jam pancake, buttered roll
word g: plum, pear, peach, carrot, honey cake
word h: strawberry tart, bowl of cherries, basket of walnuts, jar of raspberries
place p: pond, meadow, river, hill
word w: sunny, warm, windy, mild

beat start
3: One {w} day {a.intro} went on a (long walk|trip) {p.to} with the whole class, and {a} carried {f.a} and {g.a} in {a.my} (bag|basket)
3: {a.intro} put {f.a} and {g.a} into {a.my} (bag|basket), for the class (was going|was to go) {p.to} that {w} day
1: On a {w} day, my class went on a (long walk|trip) {p.to}. I carried {f.a} and {g.a} in my (bag|basket)
1: I packed {f.a} and {g.a}, for my class was going {p.to} that {w} day
fact has a f
fact has a g
beat start
At noon (everybody|all the children) sat down in the grass to eat
When the church clock struck twelve, the children sat down (in the shade|on a blanket)
After two hours of walking, everyone was hungry, and bags and baskets were opened
fact goes a p
beat maybe start
@outside
beat but
{b.intro} sat (apart|a little way off) and (looked at the ground|pulled up grass|did not unpack anything)
{b.intro} only (drank some water|chewed a blade of grass) and turned {b.my} face away
{b.intro} lay down under a bush and pulled his cap over his eyes
beat say a to b
Where is your lunch, {b.name}? Are you not hungry?
{b.name}, why are you not eating with the others?
Have you eaten already, {b.name}? I did not see you open your bag
beat say b to a
I am not hungry
I never eat (much|anything) on school trips, {a.name}
I had such a big breakfast, {a.name}
beat but
at that moment {b.my} stomach (growled|rumbled) as loudly as a (bear|cart on a bridge)
{b.my} stomach gave a (loud|long) growl
from under his jacket came a sound like thunder, and it was {b.my} empty stomach
beat so
{b} (blushed|turned red) and told {a.me} the truth
{b} had to tell {a.me} the truth
there was no use in pretending any longer
beat say b to a
I left my lunch on the kitchen table. I was ashamed to say so, {a.name}
A goat got into my bag, {a.name}, and ate everything. I thought that you would all laugh
My lunch fell into a puddle on the way, {a.name}, and I did not want to beg
beat then
{a} (cut|divided) the {f} into two (equal|) halves
{a} took out a small knife and cut the {f} in the middle
{a} quietly cut the {f} in two
beat and
{a} gave {b.me} the (bigger|larger) half
beat maybe start
{b} ate so fast that he got the hiccups
For a while it was quiet, for both mouths were full
beat start
3: They took turns with the {g}, a bite for each, until it was gone
3: As for the {g}, they took turns, a bite for each
1: {b.name} and I took turns with the {g}, a bite for each, until it was gone
beat say b to a
Thank you! Half a lunch with a friend is better than a whole one alone
That was good! I will not forget it, {a.name}
I feel much better now, {a.name}. You are a true friend
beat paragraph
The next (morning|day) {b} (came to|walked into) school with {h.a}
On the following day {b} was waiting at the school gate with {h.a}
The very next day, {b} put {h.a} on the desk in front of {a.me}
beat say b to a
Half of this is for you
This is from (my mother|our garden), {a.name}. Let us share again
beat and
{a} thought that nothing had ever tasted (better|sweeter)
it tasted (wonderful|delicious)
beat maybe start
@glad b
beat maybe start
From then on, {a} always packed a little more than {a} needed
After that, {b} never hid it when something had gone wrong

ask what
? What did {a.name} share with {b.name}
? What did {a.name} cut in two
! {a.name} cut the {f} in two and shared it
! It was the {f}
ask why
? Why did {b.name} sit (apart|alone) at noon
? Why did {b.name} not eat at first
! {b.name} had no lunch and was ashamed to say so
! It was because {b.name} had nothing to eat
ask where
? Where did the class go
? Where did the class go that day
! They went {p.to}
! The class went {p.to}
ask what
? What did {b.name} bring the next day
? What did {b.name} share with {a.name} later
! {b.name} brought {h.a} and shared it
! It was {h.a}
ask who
? Who ate one half of what {a.name} had brought
? Who got half of {a.my} lunch
! {b.name} did
