title the pony who would not cross
season summer autumn
cast a: grown
cast d: pony
cast b: child
thing x: pumpkins*, melons*, milk cans*, flour sacks*, apples*
word deck: straw, hay, sawdust, moss
place p: market, mill, harbour, station

beat start
3: {a.intro} loaded {x} onto a cart, harnessed {d.intro} and set out for the {p.noun}
3: Early one (morning|Monday), {a.intro} and {d.intro} were on the way {p.to} with a cart full of {x.s}
1: Early this morning I loaded {x} onto the cart, harnessed {d.intro} and set out for the {p.noun}
1: I was on the way {p.to} with {d.intro} and a cart full of {x.s}
beat maybe start
@weather
beat start
Everything went well as far as the new wooden bridge
The cart rolled along merrily until the road came to a bridge made of (planks|boards)
beat but
as soon as one hoof touched the boards, {d.name} (stopped dead|stood still) and would not (move|budge)
{d.name} took one step onto it, (snorted|rolled both eyes) and went straight back again
beat maybe say a to d
Come along! We shall be late
What is the matter with you? It is only a bridge
beat then
{a} (pulled|tugged) at the (reins|bridle) and (begged|coaxed|pleaded)
{a} pushed from behind with both shoulders
beat but
{d.name} only (laid back both ears|stamped and shook a long mane)
it was like trying to move (a church|a mountain)
beat maybe start
@worried a
@thinks a
beat then
{b.intro}, who had been (fishing|picking blackberries|sailing a bark boat) below the bridge, (climbed up|came up the bank)
{b.intro} (came skipping|strolled) along the lane with a (jump rope|bag of marbles|hoop) and watched
beat say b to a
I know why. Listen! It goes boom, boom, boom like a drum. That is scary
Put your ear down here. Every step makes a noise like thunder
beat say a to b
You are right! It is the noise, not the bridge
I never thought of that. But how can anybody make a bridge quiet?
beat say b
When I am too loud indoors, my mother puts down a rug
My feet make no noise on a carpet. So let us make one
beat then
{b} showed the way to a barn, and {a} brought armfuls of {deck} and spread it thickly over the boards
{a} asked for some {deck} at the nearest farm, and {b.name} helped to spread it over the boards
beat when
{a} (took the reins|led the way) again
the whole bridge was covered
beat start
{d.name} put down one hoof and listened, and there was not a sound
{d.name} sniffed at the {deck}, took one careful step and waited for the thunder, but none came
beat then
{d.name} (walked|trotted) across as calmly as if it were a (meadow|country lane)
{d.name} stepped across, nodding proudly at every step
beat so
{a.name} took {b.me} along {p.to} and (bought lemonade for everyone|let {b.me} hold the reins)
{a.name} gave {b.me} a ride {p.to} and sang songs all the way
fact goes a p
fact goes b p
beat maybe start
A little of the {deck} lies on that bridge to this day
On the way home, {d.name} hardly noticed the bridge at all

ask why
? Why did {d.name} not want to cross the bridge
? Why did {d.name} stop at the bridge
! The boards made a noise like (thunder|a drum), and that was frightening
! It was because the bridge was so loud
ask who b
? Who found out (what was wrong|why the pony was afraid)
? Who had the good idea
! It was {b.name}
! {b.name} did
ask what
? What did they put on the bridge
? What made the bridge quiet
! It was {deck}
! They covered the boards with {deck}
ask what x
? What was on the cart
? What did {a.name} take to the {p.noun}
! It was a load of {x.s}
! {a.name} had loaded the cart with {x.s}
ask where p
? Where was {a.name} going
? Where did {a.name} want to take the cart
! {a.name} was going {p.to}
! {a.name} wanted to get {p.to}
