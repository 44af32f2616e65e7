title the long way to a wish
cast a: pet
cast b: pet
cast c: pet
cast d: pet
cast e: pet
word x1: bell, mirror, cushion, comb, pear, ribbon, lantern, brush, spoon, straw hat, jar of honey, blanket, red apple, whistle, feather, umbrella, turnip, ball of wool
word x2: bell, mirror, cushion, comb, pear, ribbon, lantern, brush, spoon, straw hat, jar of honey, blanket, red apple, whistle, feather, umbrella, turnip, ball of wool
word x3: bell, mirror, cushion, comb, pear, ribbon, lantern, brush, spoon, straw hat, jar of honey, blanket, red apple, whistle, feather, umbrella, turnip, ball of wool
word x4: bell, mirror, cushion, comb, pear, ribbon, lantern, brush, spoon, straw hat, jar of honey, blanket, red apple, whistle, feather, umbrella, turnip, ball of wool
word x5: bell, mirror, cushion, comb, pear, ribbon, lantern, brush, spoon, straw hat, jar of honey, blanket, red apple, whistle, feather, umbrella, turnip, ball of wool

beat start
3: There once was {a.intro} who wanted nothing in the world so much as {x1.a}
3: Every night {a.intro} dreamed of {x1.a}
3: Whenever {a.intro} was asked for a wish, the answer was the same: {x1.a}
1: I wanted nothing in the world so much as {x1.a}
1: Every night I dreamed of {x1.a}
1: Whenever somebody asked me for a wish, I said the same: {x1.a}
beat start
There was only one in the whole yard, and it belonged to {b.intro}
Now {b.intro} had one, and {b} never lent it to anybody
It was well known that {b.intro} had {x1.a} and kept it under the straw
beat so
{a} went there and asked for it
{a} took a deep breath and asked for the {x1}
{a} washed from head to foot, went there and said good morning
beat say b to a
You can have the {x1} if you bring me {x2.a}
I would give it away at once for {x2.a}
I never give anything away for nothing, but for {x2.a} you can have it
beat then
{a} ran to {c.intro}, who had just that
{a} (trotted|hurried) over to {c.intro}, the owner of {x2.a}
{a} thought for a while and remembered {c.intro}, who had {x2.a}
beat say c to a
The {x2}? Gladly, but first I need {x3.a}
Bring me {x3.a}, and the {x2} is yours
How strange! I have been thinking of {x3.a} all day long. Shall we swap?
beat then
{a} called on {d.intro}, who had {x3.a}
{a} knocked at the door of {d.intro}, who was known to have {x3.a}
{a} had to go all the way to the (pond|barn|orchard), where {d.intro} kept {x3.a}
beat say d to a
I will not take money for the {x3}. I want {x4.a}
That is easy. You get the {x3}, and I get {x4.a}
What use is the {x3} to me? But {x4.a}, now, that would be something
beat maybe start
@tired a
beat then
{a} went on, quite tired by now, to {e.intro}, because there was {x4.a} to be had
{a} dragged {a.self} to {e.intro}, who owned {x4.a}
there was nobody left to ask but {e.intro}, and luckily {e} had {x4.a}
beat say e to a
Of course you can have the {x4}. All I wish for is {x5.a}
Take the {x4}, if you have {x5.a} for me
Nobody has ever asked me for it. I would take {x5.a} and be happy
beat start
{a} laughed out loud, for at home in the straw lay {x5.a}
Now {a} could have danced with joy, for that very morning {a} had found {x5.a}
{a} jumped for joy, for at home on the floor lay {x5.a}
beat maybe start
@glad a
beat so
{e.name} got the {x5}, and {a} was given the {x4}
{a} brought the {x5} to {e.name} and went off with the {x4}
{a} came back with the {x5}, and {e.name} let {a.me} have the {x4}
beat then
{d.name} got the {x4} and let go of the {x3}
the {x4} was handed to {d.name}, and the {x3} came in return
{d.name} looked at the {x4} from all sides and parted with the {x3}
beat and
{c.name} took the {x3} and gave up the {x2}
the {x3} made {c.name} so happy that the {x2} was given away on the spot
in return for the {x3}, {c.name} gave {a.me} the {x2}
beat then
{b.name} put on a solemn face, took the {x2} and brought out the {x1}
{b.name} hugged the {x2} and handed over the {x1}
{b.name} sighed, took the {x2} and said goodbye to the {x1}
beat say a
At last! Five animals are happy, and it took only one morning
Now everybody has what they wanted
To think that all I needed for it was at home
beat maybe but
the next day {a} missed the {x5}, and so it all began again from the other end
three days later {a} began to dream of {x5.a}
soon {a.my} neighbours came to borrow the {x1}, and nobody slept any more

ask who b
? Who had the {x1} at first
? To whom did the {x1} belong in the beginning
! The {x1} belonged to {b.name}
! It was {b.name} who had it
ask what x1
? What did {b.name} have in the beginning
? What did {b.name} give away
! {b.name} gave away the {x1}
! It was the {x1}
ask who c
? Who had the {x2} at first
? To whom did the {x2} belong in the beginning
! The {x2} belonged to {c.name}
! It was {c.name} who had it
ask what x2
? What did {c.name} have in the beginning
? What did {c.name} give away
! {c.name} gave away the {x2}
! It was the {x2}
ask who d
? Who had the {x3} at first
? To whom did the {x3} belong in the beginning
! The {x3} belonged to {d.name}
! It was {d.name} who had it
ask what x3
? What did {d.name} have in the beginning
? What did {d.name} give away
! {d.name} gave away the {x3}
! It was the {x3}
ask who e
? Who had the {x4} at first
? To whom did the {x4} belong in the beginning
! The {x4} belonged to {e.name}
! It was {e.name} who had it
ask what x4
? What did {e.name} have in the beginning
? What did {e.name} give away
! {e.name} gave away the {x4}
! It was the {x4}
ask what x2
? What did {b.name} (want|wish for|ask for)
? What did {b.name} get in the end
! {b.name} wanted {x2.a} and got it
! It was the {x2}
ask who b
? Who (wanted|wished for) the {x2}
? Who got the {x2} in the end
! {b.name} got the {x2}
! It was {b.name}
ask what x3
? What did {c.name} (want|wish for|ask for)
? What did {c.name} get in the end
! {c.name} wanted {x3.a} and got it
! It was the {x3}
ask who c
? Who (wanted|wished for) the {x3}
? Who got the {x3} in the end
! {c.name} got the {x3}
! It was {c.name}
ask what x4
? What did {d.name} (want|wish for|ask for)
? What did {d.name} get in the end
! {d.name} wanted {x4.a} and got it
! It was the {x4}
ask who d
? Who (wanted|wished for) the {x4}
? Who got the {x4} in the end
! {d.name} got the {x4}
! It was {d.name}
ask what x5
? What did {e.name} (want|wish for|ask for)
? What did {e.name} get in the end
! {e.name} wanted {x5.a} and got it
! It was the {x5}
ask who e
? Who (wanted|wished for) the {x5}
? Who got the {x5} in the end
! {e.name} got the {x5}
! It was {e.name}
