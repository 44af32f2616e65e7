title the quickest way to the market
season summer
thing f: hare, goat, fox, badger, weasel, cock, dog
thing s: snail, tortoise, toad, hedgehog; old, wise, slow
word load: potatoes, apples, tin cups, wooden spoons, marbles, pears, turnips, oranges, small cheeses
word soon: before noon, by eleven o'clock, in time for the first bell, before the dew is dry
word late: in the evening, when the stalls are closed, after dark, when the lamps are lit
word bump: a wheel jumped over a stone, a strap broke, the cart swung round the corner on one wheel, a wheel came off, the cart ran into a ditch
number n: 20..60

beat start
{f} was going to market with a handcart full of {load}
On the road to the market {f} was pulling a cart full of {load}
Very early {f} set out with a cart of {load} to sell them at the market
With a cart full of {load}, {f} came down from the hills on market day
There was once {f} who wanted to sell {load} and had a handcart, but no patience
beat and
it was late already, or so it thought
there were still many miles to go
the church clock was striking in the distance
beat then
{f.the} met {s} at the crossroads
{f.the} came to a milestone, and on it sat {s}
behind the second bend {f.the} overtook {s}
beat say f
Tell me, how far is it to the market?
Good morning! When shall I be at the market?
You there! Will I get to the market before it is over?
beat say s
If you go slowly, you will be there {soon}. If you hurry, you will be there {late}
Go slowly, and you will arrive {soon}. Run, and you will arrive {late}
That depends on you. With small steps, {soon}. With big ones, {late}
beat start
{f.the} laughed, called it nonsense and began to run
That was the silliest answer that {f.the} had ever heard
It sounded like a bad joke to {f.the}, who had no time for jokes
{f.the} shook its head and thought that the old thing must be a little mad
beat maybe start
@outside
beat so
{f.the} took the cart by both handles and ran as fast as it could
away went {f.the}, and the cart danced behind over sticks and stones
off it went, faster and faster, and the {load} hopped up and down
beat but
at the first bend {bump}, and {n} of the {load} rolled over the road
where the road was steepest {bump}, and there went {n} of the {load}
halfway down the hill {bump}, and {n} of the {load} lay in the grass
beat so
they had to be picked up, one after another, and wiped, and packed in again
all of it had to be looked for, under bushes and in ditches, and cleaned with grass
{f.the} crept about on the road and gathered them up, and that took hours
beat start
The sun climbed and sank, and still the work was not done
Many carts went past, all of them slow, and all of them arrived
Noon came and went, the shadows grew long, and {f.the} was still looking for the last one
beat when
{f.the} came to the market at last
the cart rolled into the square
the cart came rattling across the bridge
beat start
everybody was packing up
the last stall was just being taken down
there was nobody left but a man with a broom
beat then
{s} came along, too, quite fresh and with a bag of shopping
there was {s.the}, already on the way home
out of the gate came {s.the}, with an empty basket and a new hat
beat say s
Did you hurry?
What did I tell you, when we met this morning?
You hurried, did you not? It is a bad road for that
beat maybe start
The next time {f.the} went slowly, sang a song and sold everything
From then on nobody ever saw {f.the} run again
Since that day {f.the} counts the stones of the road, and not the minutes

ask what load
? What was in the cart
? What did {f.the} want to sell
! There were {load} in the cart
! {f.the} wanted to sell {load}
ask who s
? Who gave the advice
? Who spoke to {f.the} on the way
! It was {s.the}
! {s.the} did
ask why
? Why was {f.the} late
? Why did it take so long to get to the market
! {f.the} had hurried, and {bump}
! It was because {bump}
ask how-many n
? How many of the {load} fell out of the cart
? How many {load} had to be picked up
! {n} of them fell out
! There were {n} on the ground
ask what
? What was the advice of {s.the}
? What did {s.the} advise
! The advice was to go slowly
! It was to go slowly
